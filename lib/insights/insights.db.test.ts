import { call } from "@orpc/server";
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { deployments, handoffs, slots } from "@/db/schema";
import { contextAs } from "@/db/testing/call-as";
import { aDeployment } from "@/db/testing/deployment";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { actorOf, aPerson, type TestPerson } from "@/db/testing/person";
import { aBuild, aHandoff, aQueuedRelease, aRelease } from "@/db/testing/release";
import { aSlot } from "@/db/testing/slot";
import { testDatabase } from "@/db/testing/test-database";
import { insightsProcedures } from "./procedures";

const hourMs = 3_600_000;
let organisation: Organisation;
/** The day after the next opening: what was deployed in it lies in the past. */
let now: Date;
let shopOnly: TestPerson;

const ago = (hours: number) => new Date(now.getTime() - hours * hourMs);
const as = (person: TestPerson) => contextAs(actorOf(person), now);

beforeAll(async () => {
  const { db } = testDatabase();
  organisation = await buildOrganisation(db);
  const { people, teams, services, nextOccurrence } = organisation;
  now = new Date(nextOccurrence.during.end.getTime() + 24 * hourMs);
  shopOnly = await aPerson(db, { name: "Only Shop", roles: [{ role: "stakeholder", teamId: teams.shop.id }] });

  // Payments: sent back once, accepted three days after its first hand-over.
  const bounced = await aRelease(db, organisation, { version: "1.0.0", status: "accepted" });
  const [first, second] = [await aBuild(db, organisation, bounced), await aBuild(db, organisation, bounced)];
  const judged = { testerId: people.qa.id };
  await aHandoff(db, organisation, bounced, first, {
    ...judged,
    status: "rejected",
    verdict: "rejected",
    category: "crash",
    severity: "major",
    reason: "It crashes.",
    handedOverAt: ago(100),
    claimedAt: ago(98),
    decidedAt: ago(96),
    endedAt: ago(96),
  });
  await aHandoff(db, organisation, bounced, second, {
    ...judged,
    status: "accepted",
    verdict: "accepted",
    handedOverAt: ago(60),
    claimedAt: ago(50),
    decidedAt: ago(28),
  });
  // Shop: waits since two hours.
  const waiting = await aQueuedRelease(db, organisation, { service: services.search, version: "2.0.0" });
  await db
    .update(handoffs)
    .set({ handedOverAt: ago(2) })
    .where(eq(handoffs.id, waiting.handoff.id));

  await aDeployment(db, organisation, { after: 0 });
  await aDeployment(db, organisation, { after: 60, status: "failed", message: "Health check." });
  const { start } = nextOccurrence.during;
  await aSlot(db, organisation, {
    lane: 2,
    status: "missed",
    missedGates: [{ gate: "qa", title: "QA", reason: "Not accepted." }],
    during: { start, end: new Date(start.getTime() + hourMs) },
  });
  const [late] = await db.select().from(slots).where(eq(slots.status, "closed")).orderBy(slots.openedAt).limit(1);
  if (late === undefined) throw new Error("nothing was opened");
  await db
    .update(slots)
    .set({ openedAt: new Date(late.during.start.getTime() + 6 * 60_000) })
    .where(eq(slots.id, late.id));
});

describe("the figures", () => {
  it("tell the flow of the queue at each edge of the period", async () => {
    const { points, period } = await call(insightsProcedures.flow, { days: 30 }, as(organisation.people.qa));
    expect(period).toMatchObject({ step: "day", zone: "Europe/Berlin", end: now });
    // Two accepted builds of the deployments, the two rounds of the bounced one, and the one that waits.
    expect(points.at(-1)).toMatchObject({ waiting: 1, testing: 0, judged: 4 });
    expect(points[0]).toMatchObject({ waiting: 0, testing: 0, judged: 0 });
  });

  it("tell cycle times from the first hand-over to the acceptance, rounds and rework included", async () => {
    const { times, percentiles } = await call(insightsProcedures.cycleTimes, {}, as(organisation.people.qa));
    const bounced = times.find(({ name }) => name.endsWith("1.0.0"));
    expect(bounced).toMatchObject({ rounds: 2, hours: 72 });
    expect(percentiles.p95).toBeGreaterThan(percentiles.p50 ?? 0);
  });

  it("tell what is under way, the oldest first, and where", async () => {
    const { work } = await call(insightsProcedures.ages, {}, as(organisation.people.qa));
    expect(work.map(({ name, stage, ageHours }) => [name.split(" ").at(-1), stage, ageHours])).toEqual([
      ["1.0.0", "accepted", 100],
      ["2.0.0", "waiting", 2],
    ]);
  });

  it("tell bounces by service and reason", async () => {
    const { services } = await call(insightsProcedures.bounces, {}, as(organisation.people.qa));
    expect(services).toEqual([
      {
        serviceId: organisation.services.ledger.id,
        service: organisation.services.ledger.name,
        judged: 4,
        rejected: 1,
        share: 0.25,
        reasons: [{ category: "crash", count: 1 }],
      },
    ]);
  });

  it("tell which slots opened late, and which were missed", async () => {
    const figure = await call(insightsProcedures.punctuality, { days: 30 }, as(organisation.people.qa));
    const sum = (key: "on_time" | "late" | "overran" | "missed") =>
      figure.points.reduce((all, point) => all + point[key], 0);
    expect({ on: sum("on_time"), late: sum("late"), overran: sum("overran"), missed: sum("missed") }).toEqual({
      on: 1,
      late: 1,
      overran: 0,
      missed: 1,
    });
    expect(figure.onTimeShare).toBeCloseTo(1 / 3, 10);
  });

  it("tell what became of a window's room", async () => {
    const { windows } = await call(insightsProcedures.slotUse, { days: 30 }, as(organisation.people.qa));
    const production = windows.find(({ windowId }) => windowId === organisation.window.id);
    expect(production).toMatchObject({ usedHours: 0.5, missedHours: 1, aheadBookedHours: 0 });
    expect(production?.freeHours).toBeCloseTo((production?.roomHours ?? 0) - 1.5, 6);
    expect(production?.roomHours).toBe((production?.openings ?? 0) * 6 * 3);
  });

  it("tell the four measures of the last stop of the path, or of the environment that is asked for", async () => {
    const figure = await call(insightsProcedures.deliveries, { days: 30 }, as(organisation.people.qa));
    expect(figure.environment?.id).toBe(organisation.environments.production.id);
    expect(figure.measures).toMatchObject({ deployments: 1, failureShare: 0.5, failures: 1, restoreHours: null });
    const environmentId = organisation.environments.staging.id;
    const staging = await call(insightsProcedures.deliveries, { days: 30, environmentId }, as(organisation.people.qa));
    expect(staging.measures).toMatchObject({ deployments: 0, failureShare: null });
    const [row] = await testDatabase().db.select().from(deployments).limit(1);
    expect(row?.environmentId).toBe(organisation.environments.production.id);
  });
});

describe("rule 10", () => {
  it("no figure counts what its reader may not see", async () => {
    const input = { days: 30 };
    const reader = as(shopOnly);
    const { points } = await call(insightsProcedures.flow, input, reader);
    expect(points.at(-1)).toMatchObject({ waiting: 1, testing: 0, judged: 0 });
    expect((await call(insightsProcedures.cycleTimes, input, reader)).times).toEqual([]);
    expect((await call(insightsProcedures.bounces, input, reader)).services).toEqual([]);
    expect((await call(insightsProcedures.ages, input, reader)).work.map(({ stage }) => stage)).toEqual(["waiting"]);
    expect((await call(insightsProcedures.punctuality, input, reader)).onTimeShare).toBeNull();
    expect((await call(insightsProcedures.deliveries, input, reader)).measures.deployments).toBe(0);
    const use = await call(insightsProcedures.slotUse, input, reader);
    expect(use.isPartial).toBe(true);
    expect(use.windows.every(({ usedHours, missedHours }) => usedHours === 0 && missedHours === 0)).toBe(true);
  });

  it("narrowing to a team or a service narrows what is counted, never widens it", async () => {
    const { shop, payments } = organisation.teams;
    const reader = as(shopOnly);
    expect(
      (await call(insightsProcedures.flow, { days: 30, teamId: payments.id }, reader)).points.at(-1),
    ).toMatchObject({
      waiting: 0,
      judged: 0,
    });
    const qa = as(organisation.people.qa);
    expect((await call(insightsProcedures.ages, { teamId: shop.id }, qa)).work).toHaveLength(1);
    const serviceId = organisation.services.checkout.id;
    expect((await call(insightsProcedures.ages, { serviceId }, qa)).work).toEqual([]);
    expect((await call(insightsProcedures.punctuality, { days: 30, serviceId }, qa)).onTimeShare).toBeNull();
  });
});

it("the table behind a figure comes as a file of comma-separated values, with the figure's own rows", async () => {
  const file = await call(
    insightsProcedures.csv,
    { figure: "cycle_times", days: 30 },
    as(organisation.people.stakeholder),
  );
  expect(file).toMatchObject({
    type: "text/csv; charset=utf-8",
    name: expect.stringMatching(/^cycle-times-30-days-until-.*\.csv$/),
  });
  const lines = (await file.text()).trimEnd().split("\r\n");
  expect(lines[0]).toBe("Release,First handed over (UTC),Accepted (UTC),Rounds,Cycle time (hours)");
  expect(lines.filter((line) => line.includes("1.0.0") && line.endsWith(",2,72"))).toHaveLength(1);
});
