import type { Reader } from "@/db/client";
import { previewOfRule } from "@/lib/domain/rule-preview";
import { expandRule } from "@/lib/time/recurrence";
import { horizonAfter, maxOpenings } from "@/lib/time/validate-rule";
import type { PreviewFreezeInput } from "@/lib/windows/input";
import { listSlotsHitBy } from "./freeze-hits";
import { freezeScopeOf } from "./scope-names";

/** When a freeze would close, and the booked slots that it would hit. Its rule must have been found good. */
export async function readFreezePreview(reader: Reader, input: PreviewFreezeInput, now: Date) {
  const rule = { ...input, rdates: [] };
  const { occurrences } = expandRule(rule, { start: now, end: horizonAfter(now) }, maxOpenings);
  const periods = occurrences.map((occurrence) => occurrence.during);
  const hits = await listSlotsHitBy(reader, { grade: input.grade, scope: freezeScopeOf(input), periods });
  return { ...previewOfRule(rule, now), hits };
}
