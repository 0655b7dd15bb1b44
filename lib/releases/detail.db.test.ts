import { call } from "@orpc/server";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { deployments, slots } from "@/db/schema";
import { contextAs, refusalFrom } from "@/db/testing/call-as";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { actorOf } from "@/db/testing/person";
import { anAcceptedRelease, aQueuedRelease } from "@/db/testing/release";
import { anApproval, aSlot } from "@/db/testing/slot";
import { testDatabase } from "@/db/testing/test-database";
import { openDueSlots } from "@/lib/slots/commands/open-due-slots";
import { slotsProcedures } from "@/lib/slots/procedures";
import { releasesProcedures } from "./procedures";

const { db } = testDatabase();
let organisation: Organisation;
let as: (name: keyof Organisation["people"], now?: Date) => ReturnType<typeof contextAs>;

beforeEach(async () => {
  organisation = await buildOrganisation(db);
  as = (name, now = organisation.now) => contextAs(actorOf(organisation.people[name]), now);
});

const hour = 3_600_000;

describe("the page of a release", () => {
  it("case 7: shows the gates that the slot itself shows, for the same instant", async () => {
    const { release } = await aQueuedRelease(db, organisation);
    const slot = await aSlot(db, organisation, { releases: [release] });
    for (const now of [organisation.now, slot.during.start, new Date(slot.during.end.getTime() - 1)]) {
      const detail = await call(releasesProcedures.detail, { releaseId: release.id }, as("stakeholder", now));
      const shown = await call(slotsProcedures.detail, { slotId: slot.id }, as("stakeholder", now));
      expect(detail.next?.slotId).toBe(slot.id);
      expect(detail.next?.gates).toEqual(shown.gates);
    }
    const over = await call(releasesProcedures.detail, { releaseId: release.id }, as("stakeholder", slot.during.end));
    expect(over.next).toBeNull();
  });

  it("speaks of the slot that opens next, not of a later one, and counts its signatures", async () => {
    const { release } = await anAcceptedRelease(db, organisation);
    const { start } = organisation.nextOccurrence.during;
    const later = { start: new Date(start.getTime() + 2 * hour), end: new Date(start.getTime() + 3 * hour) };
    await aSlot(db, organisation, { releases: [release], during: later });
    const first = await aSlot(db, organisation, { releases: [release] });
    await anApproval(db, organisation, first, organisation.people.releaseManager);
    const detail = await call(releasesProcedures.detail, { releaseId: release.id }, as("developer"));
    expect(detail.next).toMatchObject({ slotId: first.id, signed: 1, required: 1 });
    expect(detail.slots.map(({ during }) => during.start.getTime())).toEqual([later.start.getTime(), start.getTime()]);
  });

  it("shows what was deployed in a slot, and why one was missed", async () => {
    const { release, build } = await anAcceptedRelease(db, organisation);
    const slot = await aSlot(db, organisation, { releases: [release] });
    await anApproval(db, organisation, slot, organisation.people.releaseManager);
    await db.transaction((tx) => openDueSlots(tx, { kind: "worker" }, slot.during.start, { limit: 10 }));
    const [deployment] = await db.select().from(deployments).where(eq(deployments.slotId, slot.id));
    const detail = await call(releasesProcedures.detail, { releaseId: release.id }, as("developer", slot.during.start));
    expect(detail).toMatchObject({
      status: "departing",
      next: null,
      slots: [
        {
          id: slot.id,
          status: "open",
          deployment: { id: deployment?.id, buildNumber: build.number, status: "pending" },
        },
      ],
    });

    const missed = await aQueuedRelease(db, organisation, { service: organisation.services.checkout });
    const lost = await aSlot(db, organisation, { releases: [missed.release], lane: 2 });
    const gates = [{ gate: "qa", title: "With QA, round 1", reason: "rc 1 waits for a tester." }];
    await db.update(slots).set({ status: "missed", missedGates: gates }).where(eq(slots.id, lost.id));
    const after = await call(releasesProcedures.detail, { releaseId: missed.release.id }, as("developer"));
    expect(after.slots).toMatchObject([{ status: "missed", missedBecause: "With QA, round 1", deployment: null }]);
  });

  it("is 404 for a release that does not exist, and 400 for what is no id", async () => {
    const unknown = { releaseId: "01a1fd72-6c61-7de7-ac71-086e4ac76d00" };
    expect(await refusalFrom(call(releasesProcedures.detail, unknown, as("developer")))).toMatchObject({
      code: "not_found",
    });
    expect(
      await refusalFrom(call(releasesProcedures.detail, { releaseId: "../secret" }, as("developer"))),
    ).toMatchObject({ code: "invalid_input", field: "releaseId" });
  });

  it("tells the history in pages, newest first", async () => {
    const { release } = await aQueuedRelease(db, organisation);
    const at = (minutes: number) => new Date(organisation.now.getTime() + minutes * 60_000);
    for (const [minutes, summary] of ["one", "two", "three"].entries()) {
      await call(releasesProcedures.change, { releaseId: release.id, summary }, as("developer", at(minutes)));
    }
    const first = await call(releasesProcedures.history, { releaseId: release.id, limit: 2 }, as("stakeholder"));
    expect(first.events.map(({ data }) => data.summary)).toEqual(["three", "two"]);
    const cursor = first.nextCursor ?? "";
    const rest = await call(releasesProcedures.history, { releaseId: release.id, limit: 2, cursor }, as("stakeholder"));
    expect(rest.events.map(({ data }) => data.summary)).toEqual(["one"]);
    expect(rest.nextCursor).toBeNull();
  });
});
