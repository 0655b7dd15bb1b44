import { Notice } from "@/components/ui/notice";
import { TimeText } from "@/components/ui/time-text";
import type { Licence } from "@/lib/licences/input";

/** A continuous service without its licence: what is missing, and where it goes until all four hold again. */
export function FallbackNotice({ licence }: { licence: Licence }) {
  const { service, proofs, stops } = licence;
  const missing = proofs.filter(({ state }) => state !== "live");
  const places = stops.filter(({ defaultOpen }) => !defaultOpen);
  return (
    <Notice
      tone="risk"
      title={`${service.name} ships through windows until all four hold`}
      rules={missing.map(({ kind, reason }) => {
        const [name = kind, ...rest] = reason.split(": ");
        return { name, reason: rest.join(": ") };
      })}
    >
      {places.length > 0 && (
        <ul className="grid gap-0.5">
          {places.map(({ environmentId, name, next }) => (
            <li key={environmentId}>
              {name}:{" "}
              {next === null ? (
                "no free place in the next sixty days"
              ) : (
                <>
                  next place <TimeText at={next.at} zone={next.zone} className="font-semibold" /> in {next.windowName}
                </>
              )}
            </li>
          ))}
        </ul>
      )}
    </Notice>
  );
}
