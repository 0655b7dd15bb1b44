import type { Reader } from "@/db/client";
import { monthOfRule } from "@/lib/domain/rule-month";
import { previewOfRule, previewOfStretches } from "@/lib/domain/rule-preview";
import type { PreviewFreezeInput } from "@/lib/freezes/input";
import { horizonAfter } from "@/lib/time/validate-rule";
import { listSlotsHitBy } from "./freeze-hits";
import { loadLiveExceptions } from "./freeze-rules";
import { type FreezeTimes, stretchesWithin } from "./planned-times";
import { freezeScopeOf } from "./scope";

type Planned = Pick<
  PreviewFreezeInput,
  "freezeId" | "grade" | "environmentIds" | "teamIds" | "serviceIds" | "except" | "month"
>;

/** When a freeze would close, the booked slots that it would hit and those that would pass. Its times must have been found good. */
export async function readFreezePreview(reader: Reader, planned: Planned, times: FreezeTimes, now: Date) {
  const horizon = { start: now, end: horizonAfter(now) };
  const periods = stretchesWithin(times, horizon);
  const { freezeId, grade, month } = planned;
  const exceptions =
    freezeId === undefined ? undefined : (await loadLiveExceptions(reader, [freezeId], horizon)).get(freezeId);
  const whom = await listSlotsHitBy(reader, { grade, scope: freezeScopeOf(planned), periods, exceptions });
  const preview = "rule" in times ? previewOfRule(times.rule, now) : previewOfStretches(periods, times.zone);
  const days = "rule" in times && month !== undefined ? monthOfRule(times.rule, month) : [];
  return { ...preview, month: days, ...whom };
}
