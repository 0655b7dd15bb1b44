import { randomBytes } from "node:crypto";
import { call } from "@orpc/server";
import { and, desc, eq, gt, gte, inArray, isNotNull, isNull, lt, sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import {
  departureBlockers,
  departureDecisions,
  departures,
  environments,
  forecastCalibrations,
  forecastRuns,
  freezeExceptions,
  freezePeriods,
  freezeScopes,
  freezes,
  handoffs,
  installation,
  occurrences,
  people,
  postponements,
  promises,
  releases,
  releaseWindows,
  rollbacks,
  rollCallAnswers,
  savedViews,
  services,
  slotReleases,
  slots,
  teams,
  ticketMoves,
  tickets,
  trains,
  waivers,
  windowTeams,
} from "@/db/schema";
import { contextAs } from "@/db/testing/call-as";
import { testDatabase } from "@/db/testing/test-database";
import { approvalsProcedures } from "@/lib/approvals/procedures";
import { verifyChain } from "@/lib/audit/queries/verify-chain";
import { loadMember } from "@/lib/auth/load-member";
import { verdictOn } from "@/lib/domain/forecast/calibration";
import { slotGates } from "@/lib/domain/slot-gates";
import { forecastsProcedures } from "@/lib/forecasts/procedures";
import { freezesProcedures } from "@/lib/freezes/procedures";
import { handoffsProcedures } from "@/lib/handoffs/procedures";
import { licencesProcedures } from "@/lib/licences/procedures";
import { planningProcedures } from "@/lib/slots/procedures/planning";
import { loadSlotFacts } from "@/lib/slots/queries/slot-facts";
import { trainsProcedures } from "@/lib/trains/procedures";
import { sealSecret } from "@/lib/webhooks/secret";
import { windowsProcedures } from "@/lib/windows/procedures";
import { loadExampleOrganisation } from "./example-organisation";

const receiverUrl = "http://127.0.0.1:9/deploy";
/** The release manager of the example. */
async function viewer() {
  const { db } = testDatabase();
  const [row] = await db.select().from(people).where(eq(people.email, "release.manager@northwind.example"));
  const found = row && (await loadMember(db, row.id));
  if (!found) throw new Error("the example organisation has no release manager");
  return found.member;
}

describe("the example organisation", () => {
  /** A Saturday night, when no window of working hours is open. */
  const now = new Date("2026-11-21T22:10:30Z");

  beforeAll(async () => {
    const secretSealed = sealSecret(`whsec_${randomBytes(32).toString("base64")}`);
    await loadExampleOrganisation(testDatabase().db, now, { url: receiverUrl, secretSealed }, true);
  });

  it("has what the newcomer is promised", async () => {
    const { db } = testDatabase();
    expect(await db.$count(teams)).toBe(5);
    expect(await db.$count(services)).toBe(12);
    expect(await db.$count(environments)).toBe(4);
    expect(await db.$count(releaseWindows, isNull(releaseWindows.succeededBy))).toBe(5);
    expect((await db.select().from(installation))[0]).toMatchObject({ organisationName: "Northwind", isDemo: true });
    const states = await db.selectDistinct({ status: handoffs.status }).from(handoffs);
    expect(states.map(({ status }) => status).sort()).toEqual(["accepted", "queued", "rejected", "testing"]);
    expect(await db.$count(slots, eq(slots.status, "closed"))).toBeGreaterThan(80);
    expect(await db.$count(savedViews, eq(savedViews.shared, true))).toBe(3);
  });

  it("has series as they look after a while: one opening moved, one cancelled, a date left out, rules that go on", async () => {
    const { db } = testDatabase();
    const alone = await db.select().from(occurrences).where(isNotNull(occurrences.editedAt));
    expect(alone.map(({ status }) => status).sort()).toEqual(["cancelled", "scheduled"]);
    const windows = await db.select().from(releaseWindows);
    expect(windows.filter(({ exdates }) => exdates.length > 0).map(({ name }) => name)).toEqual(["Quick lane"]);
    const [ended] = windows.filter(({ succeededBy }) => succeededBy !== null);
    const successor = windows.find(({ id }) => id === ended?.succeededBy);
    expect(successor).toMatchObject({ name: ended?.name, durationMinutes: 720 });
  });

  it("has a freeze next week that two booked slots run into", async () => {
    const { db } = testDatabase();
    const booked = await db
      .select({ id: slots.id, during: slots.during })
      .from(slots)
      .where(eq(slots.status, "booked"));
    const facts = await loadSlotFacts(
      db,
      booked.map(({ id }) => id),
      now,
    );
    const frozen = [...facts.values()].filter((each) =>
      slotGates(each, each.slot.during.start).some(({ gate, passed }) => gate === "freeze" && !passed),
    );
    expect(frozen).toHaveLength(2);
  });

  it("has a recurring freeze, one that leaves a team out, an exception that waits and one that was reviewed", async () => {
    const { db } = testDatabase();
    expect(await db.$count(freezes, isNotNull(freezes.rrule))).toBe(1);
    const [out] = await db
      .select({ team: teams.name, freeze: freezes.name })
      .from(freezeScopes)
      .innerJoin(freezes, eq(freezes.id, freezeScopes.freezeId))
      .innerJoin(teams, eq(teams.id, freezeScopes.teamId))
      .where(eq(freezeScopes.excluded, true));
    expect(out).toEqual({ team: "Platform", freeze: "Campaign freeze" });
    const exceptions = await db.select().from(freezeExceptions).orderBy(freezeExceptions.status);
    expect(exceptions.map(({ status }) => status).sort()).toEqual(["requested", "reviewed"]);
  });

  it("has a window that one team alone books in", async () => {
    const { db } = testDatabase();
    const own = await db
      .select({ window: releaseWindows.name, team: teams.name })
      .from(windowTeams)
      .innerJoin(releaseWindows, eq(releaseWindows.id, windowTeams.windowId))
      .innerJoin(teams, eq(teams.id, windowTeams.teamId));
    expect(own).toEqual([{ window: "Payments morning", team: "Payments" }]);
    const { windows } = await call(windowsProcedures.list, {}, contextAs(await viewer(), now));
    expect(windows.find(({ name }) => name === "Payments morning")).toMatchObject({ bookers: [{ name: "Payments" }] });
  });

  it("has a freeze for trains only, some weeks ahead: a departure runs into it, and no slot does", async () => {
    const { db } = testDatabase();
    const [freeze, ...others] = await db
      .select({ id: freezes.id, during: freezePeriods.during })
      .from(freezes)
      .innerJoin(freezePeriods, eq(freezePeriods.freezeId, freezes.id))
      .where(eq(freezes.grade, "no_train"));
    if (freeze === undefined) throw new Error("the example has no freeze for trains");
    const { start, end } = freeze.during;
    expect(others).toEqual([]);
    expect(start.getTime() - now.getTime()).toBeGreaterThan(21 * 86_400_000);
    expect(end.getTime() - start.getTime()).toBeLessThanOrEqual(25 * 3_600_000);
    expect(await db.$count(departures, and(gte(departures.departsAt, start), lt(departures.departsAt, end)))).toBe(1);
    const { hits } = await call(freezesProcedures.get, { freezeId: freeze.id }, contextAs(await viewer(), now));
    expect(hits).toEqual([]);
  });

  it("has two slots that take their services down at once, within what the list of conflicts looks at", async () => {
    const { conflicts } = await call(planningProcedures.conflicts, {}, contextAs(await viewer(), now));
    const down = conflicts.filter(({ cause }) => cause === "downtime");
    expect(down).toHaveLength(1);
    expect(down[0]?.sentence).toMatch(/payouts .* for 45 min/);
  });

  it("has a promise that is about as likely to be kept as not", async () => {
    const { db } = testDatabase();
    const [promise, ...others] = await db.select().from(promises).where(gt(promises.promisedFor, now));
    expect(others).toEqual([]);
    const { promise: shown } = await call(
      forecastsProcedures.ofRelease,
      { releaseId: promise?.releaseId ?? "" },
      contextAs(await viewer(), now),
    );
    expect(shown?.chance).toBeGreaterThan(0.35);
    expect(shown?.chance).toBeLessThan(0.65);
  });

  it("has a go or a no-go for every departure that is over, with who said so or that the policy did", async () => {
    const { db } = testDatabase();
    const over = await db
      .select({ train: trains.name, status: departures.status, decision: departureDecisions.decision, by: people.name })
      .from(departures)
      .innerJoin(trains, eq(trains.id, departures.trainId))
      .leftJoin(departureDecisions, eq(departureDecisions.departureId, departures.id))
      .leftJoin(people, eq(people.id, departureDecisions.personId))
      .where(inArray(departures.status, ["arrived", "cancelled"]));
    expect(over.length).toBeGreaterThan(6);
    for (const { train, status, decision, by } of over) {
      expect(decision).toBe(status === "cancelled" ? "no_go" : "go");
      expect(by === null).toBe(train === "Platform train");
    }
  });

  it("has a train that passed Staging before Production, each departure of it", async () => {
    const { db } = testDatabase();
    const { trains: all } = await call(trainsProcedures.list, {}, contextAs(await viewer(), now));
    const platform = all.find(({ name }) => name === "Platform train");
    expect(platform?.environments.map(({ name }) => name)).toEqual(["Staging", "Production"]);
    const arrived = await db
      .select({ id: departures.id })
      .from(departures)
      .where(and(eq(departures.trainId, platform?.id ?? ""), eq(departures.status, "arrived")));
    const context = contextAs(await viewer(), now);
    const lines = await Promise.all(
      arrived.map(async ({ id }) => (await call(trainsProcedures.departure, { departureId: id }, context)).line),
    );
    const carried = lines.filter(({ stations }) => stations.length > 0);
    expect(carried.length).toBeGreaterThan(0);
    for (const line of carried) {
      const stops = line.stations.map(({ environment, state }) => `${environment.name} ${state}`);
      expect(new Set(stops)).toEqual(new Set(["Staging passed", "Production passed"]));
    }
  });

  it("has public holidays as marks, a subscription that is not due for weeks, and days of the company on which its calendar closes", async () => {
    const { rows } = await testDatabase().db.execute<{
      use: string;
      events: number;
      periods: number;
      due: Date | null;
    }>(sql`
      select use, (select count(*)::int from calendar_events where calendar_id = calendars.id) as events,
        (select count(*)::int from freeze_periods join freezes on freezes.id = freeze_id where freezes.calendar_id = calendars.id) as periods, next_fetch_at as due
      from calendars order by use, url_host nulls first`);
    expect(rows).toEqual([
      { use: "freeze", events: expect.any(Number), periods: expect.any(Number), due: null },
      { use: "mark", events: expect.any(Number), periods: 0, due: null },
      { use: "mark", events: 4, periods: 0, due: expect.anything() },
    ]);
    expect(rows[0]?.periods).toBeGreaterThan(2);
    expect(rows[1]?.events).toBeGreaterThan(20);
    // Nothing is fetched from anybody while the example is looked at.
    expect(new Date(rows[2]?.due ?? 0).getTime() - now.getTime()).toBeGreaterThan(21 * 86_400_000);
  });

  it("has something that a freeze postponed and that waits for a decision, of whichever day it is loaded", async () => {
    const { db } = testDatabase();
    const [waiting, ...others] = await db
      .select({ status: postponements.status, slot: slots.status, during: slots.during, service: services.name })
      .from(postponements)
      .innerJoin(slots, eq(slots.id, postponements.slotId))
      .innerJoin(slotReleases, eq(slotReleases.slotId, slots.id))
      .innerJoin(services, eq(services.id, slotReleases.serviceId));
    expect(others).toEqual([]);
    expect(waiting).toMatchObject({ status: "waiting", slot: "missed", service: "gateway" });
    expect(waiting?.during.end.getTime()).toBeLessThan(now.getTime());
  });

  it("has a service that may deploy at any time and did, and one whose licence has lapsed", async () => {
    const { db } = testDatabase();
    const { licences } = await call(licencesProcedures.list, {}, contextAs(await viewer(), now));
    expect(licences).toMatchObject([
      { name: "flags", licensed: true },
      { name: "mailer", licensed: false, missing: ["self_recovery"] },
    ]);
    const anytime = and(eq(slots.origin, "continuous"), eq(slots.status, "closed"));
    expect(await db.$count(slots, anytime)).toBeGreaterThan(10);
  });

  it("has a signature beforehand in the quick lane, and a release that was rolled back", async () => {
    const { db } = testDatabase();
    const { standing } = await call(approvalsProcedures.standing, {}, contextAs(await viewer(), now));
    expect(standing).toMatchObject([{ window: { name: "Quick lane" }, state: "live" }]);
    const [back] = await db.select().from(rollbacks);
    expect(back).toMatchObject({ status: "rolled_back", deploymentWas: "succeeded" });
    expect(await db.$count(releases, eq(releases.status, "rolled_back"))).toBe(1);
  });

  it("has two trains with a past, one boarding with tickets, a missed one, a hotfix, a blocker and a roll-call half answered; one that failed, and a go after it", async () => {
    const { db } = testDatabase();
    const all = await db.select().from(departures);
    const states = new Set(all.map(({ status }) => status));
    expect([...states]).toEqual(expect.arrayContaining(["arrived", "cancelled", "boarding", "scheduled"]));
    const late = all.filter(({ departedAt, plannedAt }) => departedAt && departedAt > plannedAt);
    expect(late).toHaveLength(1);
    const failed = all.filter(({ outcome }) => outcome === "failed");
    expect(failed).toHaveLength(1);
    const carried = await db.select().from(tickets).where(eq(tickets.status, "failed"));
    expect(carried.map(({ departureId }) => departureId)).toEqual([failed[0]?.id]);
    const decided = await db
      .select()
      .from(departureDecisions)
      .where(eq(departureDecisions.departureId, late[0]?.id ?? ""));
    expect(decided).toMatchObject([
      { decision: "go", personId: expect.any(String), note: expect.stringMatching(/\w/) },
    ]);
    expect(await db.$count(departureBlockers, eq(departureBlockers.status, "waived"))).toBe(1);
    expect(await db.$count(tickets, eq(tickets.status, "arrived"))).toBeGreaterThan(3);
    const aboard = await db.select().from(tickets).where(eq(tickets.status, "aboard"));
    expect(aboard).toHaveLength(5);
    expect(aboard.filter(({ hotfix }) => hotfix)).toHaveLength(1);
    expect(await db.$count(ticketMoves, eq(ticketMoves.kind, "not_accepted"))).toBe(1);
    expect(await db.$count(departureBlockers, eq(departureBlockers.status, "open"))).toBe(1);
    const answers = await db.select().from(rollCallAnswers);
    expect(answers.map(({ ready }) => ready).sort()).toEqual([false, true]);
  });

  it("has testers' groups, one of them full, a build under a condition, one that bounced twice, and tests half done", async () => {
    const { db } = testDatabase();
    const queue = await call(handoffsProcedures.queue, {}, contextAs(await viewer(), now));
    expect(queue.groups.map(({ name, limit, inTest }) => [name, inTest.length >= limit])).toEqual([
      ["Discovery QA", false],
      ["Search bench", true],
      ["Shop QA", false],
    ]);
    expect(await db.$count(waivers)).toBe(1);
    const twice = queue.cards.filter(({ bounces, column }) => bounces === 2 && column === "waiting");
    expect(twice).toHaveLength(1);
    const search = queue.cards.find((card) => card.service.name === "search-api" && card.column === "testing");
    expect(search?.plan).toMatchObject({ failed: 0 });
    expect(search?.plan?.done).toBeGreaterThan(2);
    expect(search?.plan?.done).toBeLessThan(search?.plan?.total ?? 0);
    expect(queue.cards.every(({ pipeline, column }) => column === "back" || column === "accepted" || pipeline)).toBe(
      true,
    );
  });

  it("wrote an audit log whose chain is intact", async () => {
    expect(await verifyChain(testDatabase().db)).toMatchObject({ intact: true, broken: null, unlinked: 0 });
  });

  it("forecasts everything on its way, and has a past in which forecasts can be judged", async () => {
    const { db } = testDatabase();
    const way = await db.$count(releases, inArray(releases.status, ["draft", "with_qa", "with_dev", "accepted"]));
    expect(await db.$count(forecastRuns, eq(forecastRuns.current, true))).toBe(way);
    const [all] = await db
      .select()
      .from(forecastCalibrations)
      .where(isNull(forecastCalibrations.horizon))
      .orderBy(desc(forecastCalibrations.measuredAt))
      .limit(1);
    expect(all?.cases).toBeGreaterThan(50);
    expect(all?.bins.length).toBeGreaterThan(3);
    expect(all && all.p50Held < all.p85Held).toBe(true);
    expect(all && verdictOn(all)).toBe("calibrated");
  });
});
