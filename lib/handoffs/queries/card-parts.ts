import type { Reader } from "@/db/client";
import { countChecks } from "@/lib/domain/build-check";
import { progressOf } from "@/lib/domain/test-checklist";
import { loadGroupsOfServices } from "@/lib/groups/queries/service-groups";
import { loadMustMake } from "./must-make";
import { loadTestNeeds } from "./test-needs";
import { loadTestStates } from "./test-state";
import { loadWaivers } from "./waivers";

type Row = { handoffId: string; releaseId: string; service: { id: string } };

/** What a card shows of a turn beside the turn itself. The number of statements does not grow with the number of rows. */
export async function loadCardParts(reader: Reader, rows: readonly Row[], now: Date) {
  const handoffIds = rows.map((row) => row.handoffId);
  const groups = await loadGroupsOfServices(
    reader,
    rows.map((row) => row.service.id),
  );
  const mustMake = await loadMustMake(
    reader,
    rows.map((row) => row.releaseId),
    now,
  );
  const needOf = await loadTestNeeds(reader, now);
  const states = await loadTestStates(reader, handoffIds);
  const waivers = await loadWaivers(reader, handoffIds);
  return (row: Row) => {
    const group = groups.get(row.service.id) ?? null;
    const { items = [], checks = [] } = states.get(row.handoffId) ?? {};
    return {
      group,
      shown: {
        mustMake: mustMake.get(row.releaseId) ?? null,
        need: needOf(row.service.id),
        group: group && { id: group.id, name: group.name },
        plan: items.length === 0 ? null : progressOf(items, checks),
        pipeline: checks.length === 0 ? null : countChecks(checks),
        waiver: waivers.get(row.handoffId) ?? null,
      },
    };
  };
}
