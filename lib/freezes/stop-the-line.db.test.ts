import { call } from "@orpc/server";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { slots } from "@/db/schema";
import { contextAs, refusalFrom } from "@/db/testing/call-as";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { actorOf, aPerson } from "@/db/testing/person";
import { aRelease } from "@/db/testing/release";
import { aSlot } from "@/db/testing/slot";
import { testDatabase } from "@/db/testing/test-database";
import { aFreeze } from "@/db/testing/window";
import { windowsProcedures } from "@/lib/windows/procedures";
import { freezesProcedures as procedures } from "./procedures";

const { db, connectAgain } = testDatabase();
let org: Organisation;
let asManager: ReturnType<typeof contextAs>;

beforeEach(async () => {
  // Stops of earlier tests are for everything, and their slots would be hit as well.
  await db.update(slots).set({ status: "cancelled" }).where(eq(slots.status, "booked"));
  const before = org && (await call(procedures.list, { past: false }, asManager)).freezes;
  for (const { id } of before ?? []) await call(procedures.lift, { freezeId: id }, asManager);
  org = await buildOrganisation(db);
  // In the middle of a minute, as people press buttons.
  asManager = contextAs(actorOf(org.people.releaseManager), new Date(org.now.getTime() + 31_700));
});

const status = (environmentId: string, at: string) =>
  call(windowsProcedures.status, { environment: environmentId, at }, asManager);
const names = (context: ReturnType<typeof contextAs>) =>
  call(procedures.current, {}, context).then(({ freezes }) => freezes.map(({ name }) => name));

describe("stopping the line", () => {
  it("says first whom it would hit, closes everything at once, and has no end that anybody could name", async () => {
    const release = await aRelease(db, org);
    await aSlot(db, org, { releases: [release] });
    const preview = await call(procedures.previewStop, {}, asManager);
    expect(preview).toMatchObject({ total: 1, withinDay: 1, stopped: null });
    expect(preview.hits[0]).toMatchObject({ teamName: org.teams.payments.name, bookedBy: org.people.developer.name });

    const { freezeId, hits } = await call(procedures.stopTheLine, { reason: "Payments fail." }, asManager);
    expect(hits).toBe(1);
    const now = new Date(org.now.getTime() + 31_700).toISOString();
    for (const environment of Object.values(org.environments)) {
      const closed = await status(environment.id, now);
      expect(closed.decision).toBe("closed");
      expect(closed.nextOpen).toBeUndefined();
      expect(closed.reasons[0]?.reason).toContain("until it is lifted");
    }
    expect((await status(org.environments.dev.id, "2027-06-01T12:00:00Z")).decision).toBe("closed");
    expect(await call(procedures.get, { freezeId }, asManager)).toMatchObject({
      grade: "closed",
      stopsTheLine: true,
      reason: "Payments fail.",
      scope: [],
    });
  });

  it("is taken back by lifting, and lifting is taken back too", async () => {
    const { freezeId } = await call(procedures.stopTheLine, {}, asManager);
    const dev = () => status(org.environments.dev.id, "2026-11-23T10:00:00Z").then(({ decision }) => decision);
    await call(procedures.lift, { freezeId }, asManager);
    expect(await dev()).toBe("open");
    await call(procedures.reinstate, { freezeId }, asManager);
    expect(await dev()).toBe("closed");
  });

  it("closes one environment alone, and is refused where the line is stopped already", async () => {
    const { staging, dev } = org.environments;
    const { freezeId } = await call(procedures.stopTheLine, { environmentId: staging.id }, asManager);
    expect((await status(dev.id, "2026-11-23T10:00:00Z")).decision).toBe("open");
    const again = await refusalFrom(call(procedures.stopTheLine, { environmentId: staging.id }, asManager));
    expect(again).toMatchObject({ code: "wrong_state", rules: [{ kind: "freeze", id: freezeId }] });
    // Everything is more than Staging.
    await call(procedures.stopTheLine, {}, asManager);
    expect((await refusalFrom(call(procedures.stopTheLine, { environmentId: dev.id }, asManager))).code).toBe(
      "wrong_state",
    );
  });

  it("stands once, however many press at the same moment", async () => {
    const other = contextAs(actorOf(org.people.secondReleaseManager), org.now, connectAgain().db);
    const presses = await Promise.allSettled(
      [asManager, other, asManager].map((context) => call(procedures.stopTheLine, {}, context)),
    );
    expect(presses.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await names(asManager)).toEqual(["Line stopped"]);
  });

  it("is refused for an environment that does not exist", async () => {
    const environmentId = "0199aaaa-bbbb-7ccc-8ddd-eeeeffff0000";
    expect(await refusalFrom(call(procedures.stopTheLine, { environmentId }, asManager))).toMatchObject({
      code: "not_found",
      field: "environmentId",
    });
  });
});

describe("what every screen is told of freezes", () => {
  const hours = (count: number) => new Date(org.now.getTime() + count * 3_600_000);

  it("are those in force and those that begin within a day, the stopped line first", async () => {
    await aFreeze(db, { name: "Next week", start: hours(150), end: hours(170) });
    await aFreeze(db, { name: "Tonight", start: hours(10), end: hours(20) });
    await aFreeze(db, { name: "Now", start: hours(-2), end: hours(2) });
    await aFreeze(db, { name: "This morning", start: hours(-3), end: hours(-2) });
    await call(procedures.stopTheLine, { environmentId: org.environments.qa.id }, asManager);
    expect(await names(asManager)).toEqual([`Line stopped in ${org.environments.qa.name}`, "Now", "Tonight"]);
  });

  it("name the booked slots that they keep from opening", async () => {
    const release = await aRelease(db, org);
    const slot = await aSlot(db, org, { releases: [release] });
    await aFreeze(db, { name: "Tomorrow", start: hours(12), end: hours(40) });
    const { freezes } = await call(procedures.current, {}, asManager);
    expect(freezes).toMatchObject([
      { name: "Tomorrow", affectedCount: 1, affected: [{ slotId: slot.id, start: slot.during.start }] },
    ]);
  });

  it("concern a reader only where their teams are meant, and tell of no other team's slots", async () => {
    const { teams, services } = org;
    const guest = await aPerson(db, { name: "Shop Guest", roles: [{ role: "stakeholder", teamId: teams.shop.id }] });
    const asGuest = contextAs(actorOf(guest), org.now);
    await aSlot(db, org, { releases: [await aRelease(db, org)] });
    const during = { start: hours(1), end: hours(40) };
    await aFreeze(db, { ...during, name: "For all" });
    await aFreeze(db, { ...during, name: "For payments", teamIds: [teams.payments.id] });
    await aFreeze(db, { ...during, name: "For the ledger", serviceIds: [services.ledger.id] });
    await aFreeze(db, { ...during, name: "For search", serviceIds: [services.search.id] });
    const { freezes } = await call(procedures.current, {}, asGuest);
    expect(freezes.map(({ name, affectedCount }) => [name, affectedCount])).toEqual([
      ["For all", 0],
      ["For search", 0],
    ]);
  });
});
