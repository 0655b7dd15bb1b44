import { RRuleTemporal } from "rrule-temporal";
import type { Figure } from "@/bench/part";
import { expandRule } from "@/lib/time/recurrence";
import { medianMillis } from "./rounds";
import { ruleNumber } from "./rules";

const windows = 200;
const range = { start: new Date("2026-12-01T00:00:00Z"), end: new Date("2028-12-01T00:00:00Z") };

export function measureExpansion(): Figure[] {
  const rules = Array.from({ length: windows }, (_, n) => ruleNumber(n));
  const engines = rules.map(({ localStart, zone, rrule }) => ({
    rruleString: `DTSTART;TZID=${zone}:${localStart.replace(/[-:]/g, "")}00\nRRULE:${rrule}`,
    cache: false,
  }));
  const expand = () => rules.map((rule) => expandRule(rule, range, 5_000).occurrences.length);
  const bare = () => engines.map((options) => new RRuleTemporal(options).between(range.start, range.end, true).length);
  const openings = expand().reduce((sum, count) => sum + count, 0);
  const engineStarts = bare().reduce((sum, count) => sum + count, 0);
  // Not the same to the last one: what began before the range and reaches into it is an opening of it.
  if (Math.abs(openings - engineStarts) > windows) {
    throw new Error(`${openings} openings, but the engine knows ${engineStarts}`);
  }
  const millis = medianMillis({ product: expand, bare }, 5);
  return [
    {
      name: `expansion of ${windows} windows over 24 months (${openings} openings)`,
      unit: "ms",
      value: millis.product,
      yardstick: { name: "the recurrence engine alone, in the rules' own zones", value: millis.bare },
      boundBy: "the recurrence engine; the zones are worked out here",
    },
  ];
}
