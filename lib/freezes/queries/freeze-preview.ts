import type { Reader } from "@/db/client";
import { previewOfRule } from "@/lib/domain/rule-preview";
import type { PreviewFreezeInput } from "@/lib/freezes/input";
import { expandRule } from "@/lib/time/recurrence";
import { horizonAfter, maxOpenings } from "@/lib/time/validate-rule";
import { listSlotsHitBy } from "./freeze-hits";
import { loadLiveExceptions } from "./freeze-rules";
import { freezeScopeOf } from "./scope";

/** When a freeze would close, the booked slots that it would hit and those that would pass. Its rule must have been found good. */
export async function readFreezePreview(reader: Reader, input: PreviewFreezeInput, now: Date) {
  const rule = { ...input, rdates: [] };
  const horizon = { start: now, end: horizonAfter(now) };
  const periods = expandRule(rule, horizon, maxOpenings).occurrences.map((occurrence) => occurrence.during);
  const { freezeId, grade } = input;
  const exceptions =
    freezeId === undefined ? undefined : (await loadLiveExceptions(reader, [freezeId], horizon)).get(freezeId);
  const whom = await listSlotsHitBy(reader, { grade, scope: freezeScopeOf(input), periods, exceptions });
  return { ...previewOfRule(rule, now), ...whom };
}
