import { asc, eq } from "drizzle-orm";
import { anyOf } from "@/db/any-of";
import type { Reader } from "@/db/client";
import { groupRows } from "@/db/group-rows";
import { buildChecks, handoffs, people, testAreas, testItems } from "@/db/schema";
import type { AreaFact, NamedCheck, TestItemFact } from "@/lib/domain/test-checklist";

export type TestState = { items: TestItemFact[]; areas: AreaFact[]; checks: NamedCheck[] };

/** The test plan of each turn as far as it has come: points, areas and what the pipeline says. Three statements. */
export async function loadTestStates(reader: Reader, handoffIds: string[]): Promise<Map<string, TestState>> {
  if (handoffIds.length === 0) return new Map();
  const items = await reader
    .select({
      handoffId: testItems.handoffId,
      id: testItems.id,
      area: testItems.area,
      title: testItems.title,
      required: testItems.required,
      state: testItems.state,
      checkName: testItems.checkName,
    })
    .from(testItems)
    .where(anyOf(testItems.handoffId, handoffIds))
    .orderBy(testItems.handoffId, asc(testItems.position));
  const areas = await reader
    .select({
      handoffId: testAreas.handoffId,
      area: testAreas.area,
      verdict: testAreas.verdict,
      note: testAreas.note,
      personName: people.name,
    })
    .from(testAreas)
    .innerJoin(people, eq(people.id, testAreas.personId))
    .where(anyOf(testAreas.handoffId, handoffIds));
  const checks = await reader
    .select({
      handoffId: handoffs.id,
      name: buildChecks.name,
      status: buildChecks.status,
      conclusion: buildChecks.conclusion,
    })
    .from(buildChecks)
    .innerJoin(handoffs, eq(handoffs.buildId, buildChecks.buildId))
    .where(anyOf(handoffs.id, handoffIds));
  const [itemsOf, areasOf, checksOf] = [
    groupRows(items, (row) => row.handoffId),
    groupRows(areas, (row) => row.handoffId),
    groupRows(checks, (row) => row.handoffId),
  ];
  return new Map(
    handoffIds.map((id) => [
      id,
      { items: itemsOf.get(id) ?? [], areas: areasOf.get(id) ?? [], checks: checksOf.get(id) ?? [] },
    ]),
  );
}
