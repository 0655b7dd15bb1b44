import { clsx } from "clsx";
import { Mark } from "@/components/ui/mark";
import { BarLegend } from "@/components/ui/stacked-bar";
import { formatDay } from "@/lib/time/format";
import type { Rehearsal } from "./plan-data";

type Week = Rehearsal["past"]["weeks"][number];

/** The past year week by week: how much was deployed, and what of it the rule would have blocked. Each such week has a mark too. */
export function YearStrip({ weeks: year }: { weeks: readonly Week[] }) {
  const weeks = known(year);
  const most = Math.max(1, ...weeks.map(({ deployments }) => deployments));
  const hit = weeks.filter(({ blocked }) => blocked > 0);
  const words =
    hit.length === 0
      ? "No week with a blocked deployment."
      : `Blocked in ${hit.length} of ${weeks.length} weeks: ${hit.map(weekInWords).join(", ")}.`;
  return (
    <figure className="grid gap-1">
      <div
        role="img"
        aria-label={`Deployments week by week since ${formatDay(weeks[0]?.start ?? new Date(0), "UTC", "full")}. ${words}`}
        className="grid gap-0.5"
      >
        <div className="flex h-14 items-end gap-px border-line border-b">
          {weeks.map((week) => (
            <WeekBar key={week.start.getTime()} week={week} most={most} />
          ))}
        </div>
        <div className="flex h-2.5 gap-px text-risk">
          {weeks.map(({ start, blocked }) => (
            <span key={start.getTime()} className="grid min-w-0 grow basis-0 place-items-center">
              {blocked > 0 && <Mark name="triangle" className="size-1.5" />}
            </span>
          ))}
        </div>
        <div className="flex justify-between text-ink-2 text-xs">
          {weeks
            .filter((_, index) => index % Math.ceil(weeks.length / 4) === 0)
            .map(({ start }) => (
              <span key={start.getTime()}>{formatDay(start, "UTC").split(" ").slice(1).join(" ")}</span>
            ))}
          <span>now</span>
        </div>
      </div>
      <figcaption>
        <BarLegend
          items={[
            { tone: "neutral", label: "deployed" },
            { tone: "risk", label: "would have been blocked" },
            ...(weeks.some(({ freed }) => freed > 0)
              ? [{ tone: "clear" as const, label: "would have had a place" }]
              : []),
          ]}
        />
      </figcaption>
    </figure>
  );
}

/** From the first week of which something is known, a quarter at least: an empty half of a chart says nothing. */
function known(weeks: readonly Week[]): readonly Week[] {
  const first = weeks.findIndex(({ deployments }) => deployments > 0);
  return weeks.slice(Math.min(first, weeks.length - 13));
}

const weekInWords = ({ start, blocked }: Week) => `${blocked} in the week of ${formatDay(start, "UTC")}`;

function WeekBar({ week: { start, deployments, blocked, freed }, most }: { week: Week; most: number }) {
  const height = (count: number) => `${(count / most) * 100}%`;
  const rest = deployments - blocked - freed;
  return (
    <span
      title={`Week of ${formatDay(start, "UTC")}: ${deployments} deployed, ${blocked} blocked`}
      className="flex h-full min-w-0 grow basis-0 flex-col justify-end"
    >
      {blocked > 0 && <Part className="bg-risk-fill" height={height(blocked)} />}
      {freed > 0 && <Part className="bg-clear-fill" height={height(freed)} />}
      {rest > 0 && <Part className="bg-control/60" height={height(rest)} />}
    </span>
  );
}

function Part({ className, height }: { className: string; height: string }) {
  return <span className={clsx("block min-h-0.5 w-full first:rounded-t-xs", className)} style={{ height }} />;
}
