import type { CycleTimes } from "@/lib/domain/insights/cycle-times";
import { hoursInWords } from "./insight-words";

/** The lines across a plot of times: half of all, and 85 % of them, lie below. */
export function percentileRules({ p50, p85 }: CycleTimes, hoursPerUnit: number): { value: number; label: string }[] {
  const rule = (name: string, hours: number | null) =>
    hours === null ? [] : [{ value: hours / hoursPerUnit, label: `${name} ${hoursInWords(hours)}` }];
  return [...rule("50 %:", p50), ...rule("85 %:", p85)];
}
