import { localDate } from "@/lib/time/calendar";
import { formatRange } from "@/lib/time/format";
import type { Range } from "@/lib/time/range";

/** When something opens or closes, with its year: rules reach two years ahead, and some come once a year. */
export function OpeningTime({ during, zone }: { during: Range; zone: string }) {
  return (
    <span className="tabular-nums">
      {formatRange(during, zone)}{" "}
      <span className="text-ink-2 text-sm">{localDate(during.start, zone).slice(0, 4)}</span>
    </span>
  );
}
