import { asc, eq } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { people, testEvidence, testItems } from "@/db/schema";
import type { Evidence } from "@/lib/handoffs/input/turn-output";

/** The points of a turn's test plan in their order, each with who decided it. One statement. */
export async function loadTurnItems(reader: Reader, handoffId: string) {
  return reader
    .select({
      id: testItems.id,
      area: testItems.area,
      title: testItems.title,
      instruction: testItems.instruction,
      required: testItems.required,
      checkName: testItems.checkName,
      state: testItems.state,
      note: testItems.note,
      decidedBy: people.name,
      decidedAt: testItems.decidedAt,
    })
    .from(testItems)
    .leftJoin(people, eq(people.id, testItems.decidedBy))
    .where(eq(testItems.handoffId, handoffId))
    .orderBy(asc(testItems.position));
}

/** What was seen in a turn, oldest first. One statement. */
export async function loadEvidence(reader: Reader, handoffId: string): Promise<Evidence[]> {
  return reader
    .select({
      id: testEvidence.id,
      itemId: testEvidence.itemId,
      title: testEvidence.title,
      url: testEvidence.url,
      addedBy: people.name,
      addedAt: testEvidence.addedAt,
    })
    .from(testEvidence)
    .innerJoin(people, eq(people.id, testEvidence.addedBy))
    .where(eq(testEvidence.handoffId, handoffId))
    .orderBy(asc(testEvidence.addedAt));
}
