import { anyOf } from "@/db/any-of";
import type { Reader } from "@/db/client";
import { serviceDependencies, slotOrder } from "@/db/schema";
import { loadMarks } from "@/lib/calendars/queries/marks";
import { indexPlan, type Plan } from "@/lib/domain/conflicts";
import type { Reach } from "@/lib/domain/permission";
import { loadFreezes } from "@/lib/freezes/queries/freeze-rules";
import type { Range } from "@/lib/time/range";
import { loadPlannedSlots } from "./planned-slots";

const dayMs = 86_400_000;
/** As far as slots get in each other's way: a base that comes within a week. */
const reachDays = 7;

/** Everything that says whether slots of a stretch of time get in each other's way. A constant number of statements. */
export async function loadPlan(reader: Reader, range: Range, scope: Reach): Promise<Plan> {
  const slots = await loadPlannedSlots(reader, range, scope);
  const orders = await reader
    .select({ beforeSlotId: slotOrder.beforeSlotId, afterSlotId: slotOrder.afterSlotId })
    .from(slotOrder)
    .where(
      anyOf(
        slotOrder.afterSlotId,
        slots.map(({ id }) => id),
      ),
    );
  return indexPlan(slots, {
    orders,
    dependencies: await reader.select().from(serviceDependencies),
    freezes: await loadFreezes(reader, range),
    marks: await loadMarks(reader, range),
  });
}

/** The stretch that a plan must cover to know of every conflict of a slot there. */
export function aroundRange({ start, end }: Range): Range {
  return {
    start: new Date(start.getTime() - reachDays * dayMs),
    end: new Date(end.getTime() + reachDays * dayMs),
  };
}
