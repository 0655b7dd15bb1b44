import { Card } from "@/components/ui/card";
import { TextLink } from "@/components/ui/text-link";
import { describeRule } from "@/lib/time/describe-rule";
import { leadInWords } from "./booking-options";
import { EnvironmentNow } from "./environment-now";
import { OpeningTime } from "./opening-time";
import { WindowChips } from "./window-chips";
import type { EnvironmentRow, WindowRow } from "./window-row";

type EnvironmentWindowsProps = { environment: EnvironmentRow; windows: readonly WindowRow[]; mayManage: boolean };

/** One environment: whether it is open now, and the windows that open it. */
export function EnvironmentWindows({ environment, windows, mayManage }: EnvironmentWindowsProps) {
  const { id, name, zone, defaultOpen } = environment;
  return (
    <Card title={name} aside={<EnvironmentNow environmentId={id} zone={zone} />}>
      {windows.length === 0 && (
        <p className="text-ink-2">
          {defaultOpen
            ? "No windows: it accepts deployments at any time outside freezes."
            : "No windows, and closed by default: nothing can be deployed here."}{" "}
          {mayManage && !defaultOpen && (
            <TextLink href={`/settings/windows/new?environment=${id}`}>Add a window</TextLink>
          )}
        </p>
      )}
      <ul className="divide-y divide-line">
        {windows.map((window) => (
          <li key={window.id} className="grid gap-x-6 gap-y-1 py-3 first:pt-0 last:pb-0 md:grid-cols-[3fr_2fr]">
            <div className="min-w-0">
              <div className="flex flex-wrap items-center gap-2">
                <TextLink plain href={`/settings/windows/${window.id}`} className="font-semibold">
                  {window.name}
                </TextLink>
                <WindowChips window={window} />
              </div>
              <p className="text-sm first-letter:uppercase">{describeRule(window)}</p>
              <p className="text-ink-2 text-sm">
                {window.lanes} {window.lanes === 1 ? "lane" : "lanes"} · book {leadInWords(window.leadMinutes)}
                {window.bookers.length > 0 && ` · for ${window.bookers.map(({ name }) => name).join(", ")}`}
              </p>
            </div>
            <NextOpenings window={window} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function NextOpenings({ window }: { window: WindowRow }) {
  if (window.nextOpenings.length === 0) return <p className="text-ink-2 text-sm">Does not open any more.</p>;
  return (
    <div className="text-sm">
      <p className="text-ink-2 text-xs">Next</p>
      <ol>
        {window.nextOpenings.map((during) => (
          <li key={during.start.toISOString()}>
            <OpeningTime during={during} zone={window.zone} />
          </li>
        ))}
      </ol>
    </div>
  );
}
