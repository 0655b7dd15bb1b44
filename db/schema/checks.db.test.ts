import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { handoffs, slots } from "@/db/schema";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { aQueuedRelease } from "@/db/testing/release";
import { aSlot } from "@/db/testing/slot";
import { testDatabase } from "@/db/testing/test-database";

const { db } = testDatabase();
let organisation: Organisation;

beforeEach(async () => {
  organisation = await buildOrganisation(db);
});

describe("checks that a NULL must not slip through", () => {
  it("no acceptance, no rejection and no instant of a decision without its verdict", async () => {
    const { handoff } = await aQueuedRelease(db, organisation);
    const set = (columns: Partial<typeof handoffs.$inferInsert>) =>
      db.update(handoffs).set(columns).where(eq(handoffs.id, handoff.id));
    await set({ status: "testing", testerId: organisation.people.qa.id });
    await expect(set({ status: "accepted" })).rejects.toMatchObject({
      cause: { constraint: "handoffs_accepted_has_verdict" },
    });
    await expect(set({ status: "rejected", category: "crash", reason: "It crashes." })).rejects.toMatchObject({
      cause: { constraint: "handoffs_rejected_has_reason" },
    });
    await expect(set({ decidedAt: organisation.now })).rejects.toMatchObject({
      cause: { constraint: "handoffs_verdict" },
    });
  });

  it("no missed slot without a reason", async () => {
    const slot = await aSlot(db, organisation);
    const missed = (missedGates: (typeof slots.$inferInsert)["missedGates"]) =>
      db.update(slots).set({ status: "missed", missedGates }).where(eq(slots.id, slot.id));
    const refused = { cause: { constraint: "slots_missed_has_reason" } };
    await expect(missed(null)).rejects.toMatchObject(refused);
    await expect(missed([])).rejects.toMatchObject(refused);
    await missed([{ gate: "qa", title: "No build", reason: "There is no build to deploy yet." }]);
  });
});
