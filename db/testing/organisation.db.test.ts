import { describe, expect, it } from "vitest";
import { slotGates } from "@/lib/domain/slot-gates";
import { loadSlotFacts } from "@/lib/slots/queries/slot-facts";
import { buildOrganisation } from "./organisation";
import { anAcceptedRelease } from "./release";
import { anApproval, aSlot } from "./slot";
import { testDatabase } from "./test-database";

describe("the organisation of the tests", () => {
  it("lets an accepted, booked and signed release through every gate", async () => {
    const { db } = testDatabase();
    const organisation = await buildOrganisation(db);
    const { release } = await anAcceptedRelease(db, organisation);
    const slot = await aSlot(db, organisation, { releases: [release] });
    await anApproval(db, organisation, slot, organisation.people.releaseManager);
    const facts = (await loadSlotFacts(db, [slot.id], organisation.now)).get(slot.id);
    expect(facts && slotGates(facts, slot.during.start).filter((gate) => !gate.passed)).toEqual([]);
  });

  it("can be built twice on one database", async () => {
    const { db } = testDatabase();
    const second = await buildOrganisation(db);
    expect(second.environments.production.name).toMatch(/^Production \d$/);
    expect(second.nextOccurrence.during.start).toEqual(new Date("2026-11-24T05:00:00Z"));
  });
});
