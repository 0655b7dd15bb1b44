import type { WeekPlan } from "@/components/schedule/schedule-data";
import { overlaps, type Range } from "@/lib/time/range";

/** "frozen", of several environments with where: "frozen in Staging". Nothing where no freeze lies over the day. */
export function frozenInWords(plans: readonly WeekPlan[], day: Range): string {
  const frozen = plans.filter(({ freezes }) => freezes.some(({ during }) => overlaps(during, day)));
  if (frozen.length === 0) return "";
  if (frozen.length === plans.length) return "frozen";
  return `frozen in ${frozen.map(({ environment }) => environment.name).join(", ")}`;
}
