import { DescriptionList } from "@/components/ui/description-list";
import type { Rehearsal } from "./plan-data";

const inWords = (hours: number) => `${hours >= 100 ? Math.round(hours) : Math.round(hours * 10) / 10} h`;

/** How long something can leave in a week, before and after. */
export function HoursTable({ hours }: { hours: Rehearsal["hours"] }) {
  const changed = hours.filter(({ before, after }) => Math.abs(before - after) > 0.005);
  return (
    <div className="grid gap-1">
      <p className="text-ink-2 text-sm">Open a week, on average over the next quarter</p>
      <DescriptionList
        facts={changed.map(({ environmentName, before, after }) => ({
          term: environmentName,
          value: (
            <>
              {inWords(before)} → <strong className="font-semibold">{inWords(after)}</strong>
            </>
          ),
        }))}
      />
    </div>
  );
}
