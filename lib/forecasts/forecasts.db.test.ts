import { call } from "@orpc/server";
import { eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { forecastCalibrations, forecastRuns, notices, promises, waivers } from "@/db/schema";
import { contextAs, refusalFrom } from "@/db/testing/call-as";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { actorOf } from "@/db/testing/person";
import { aQaGroup } from "@/db/testing/qa-group";
import { aBuild, aHandoff, anAcceptedRelease, aQueuedRelease, aRelease } from "@/db/testing/release";
import { aSlot } from "@/db/testing/slot";
import { testDatabase } from "@/db/testing/test-database";
import { departuresProcedures } from "@/lib/access/procedures/departures";
import { computeForecasts } from "./commands/compute-forecasts";
import { forecastsProcedures } from "./procedures";

const hour = 3_600_000;
let organisation: Organisation;
const db = () => testDatabase().db;
const later = (hours: number) => new Date(organisation.now.getTime() + hours * hour);
const as = (who: keyof Organisation["people"], now = organisation.now) =>
  contextAs(actorOf(organisation.people[who]), now);

/** Rounds of the past: an hour of waiting, two of testing. */
async function somePast(count: number) {
  for (let n = 0; n < count; n++) {
    const handedOverAt = later(-24 * 7 * (1 + (n % 6)) + (n % 5));
    const release = await aRelease(db(), organisation, { status: "accepted", createdAt: handedOverAt });
    const build = await aBuild(db(), organisation, release);
    await aHandoff(db(), organisation, release, build, {
      status: "accepted",
      verdict: "accepted",
      testerId: organisation.people.qa.id,
      handedOverAt,
      claimedAt: new Date(handedOverAt.getTime() + hour),
      decidedAt: new Date(handedOverAt.getTime() + 3 * hour),
    });
  }
}

beforeAll(async () => {
  organisation = await buildOrganisation(db());
  await somePast(15);
});

describe("forecasts", () => {
  it("are computed for every release on its way, and read with the odds, the basis and the verdict", async () => {
    const { release } = await aQueuedRelease(db(), organisation);
    expect(await computeForecasts(db(), organisation.now)).toBeGreaterThan(0);
    const { forecast, may } = await call(forecastsProcedures.ofRelease, { releaseId: release.id }, as("developer"));
    expect(forecast).toMatchObject({ phase: "waiting", verdict: "unknown", booked: null, draws: 10_000 });
    expect(forecast?.basedOn.own).toBeGreaterThanOrEqual(15);
    // It leaves in an opening of Production, the first of which is tomorrow.
    expect(forecast && forecast.p50 >= organisation.nextOccurrence.during.start).toBe(true);
    expect(may.promise).toBe(true);
    const { forecasts } = await call(forecastsProcedures.list, undefined, as("qa"));
    expect(forecasts.map(({ releaseId }) => releaseId)).toContain(release.id);
  });

  it("are kept all the same where somebody changes two releases at that moment, and each waits for the other", async () => {
    await aQueuedRelease(db(), organisation);
    await aQueuedRelease(db(), organisation);
    await computeForecasts(db(), organisation.now);
    const inOrder = await db().execute<{ id: string }>(
      sql`select release_id as id from forecast_runs where current order by ctid`,
    );
    const [first, last] = [inOrder.rows[0]?.id, inOrder.rows.at(-1)?.id];
    const computed = await db().transaction(async (tx) => {
      // It is the forecasts that lose.
      await tx.execute(sql`set local deadlock_timeout = '20s'`);
      await tx.execute(sql`select 1 from releases where id = ${last} for update`);
      const computing = computeForecasts(db(), later(1));
      await vi.waitFor(async () => {
        // A transaction would see the same activity each time.
        const { rows } = await db().execute(sql`
          select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`);
        expect(rows.length).toBeGreaterThan(0);
      }, 10_000);
      await tx.execute(sql`select 1 from releases where id = ${first} for update`);
      return { computing };
    });
    expect(await computed.computing).toBe(inOrder.rows.length);
  });

  it("keep one forecast as the current one, and of those before one for each half day", async () => {
    const { release } = await aQueuedRelease(db(), organisation);
    for (const hours of [0, 1, 2, 13, 14]) await computeForecasts(db(), later(hours));
    const runs = await db().select().from(forecastRuns).where(eq(forecastRuns.releaseId, release.id));
    expect(runs.filter(({ current }) => current)).toHaveLength(1);
    expect(runs.length).toBeLessThanOrEqual(3);
  });

  it("say until when the acceptance holds that they count on: under a condition that ends before it leaves, while nobody settles it", async () => {
    const { id: qa } = organisation.people.qa;
    const start = new Date(organisation.nextOccurrence.during.start.getTime() + 2 * hour);
    const during = { start, end: new Date(start.getTime() + hour) };
    const underCondition = async (expiresAt: Date, more: Partial<typeof waivers.$inferInsert> = {}) => {
      const { release, handoff } = await anAcceptedRelease(db(), organisation);
      const risk = { risk: "Danish receipts are untested", takenBy: qa, takenAt: later(-24), expiresAt };
      await db()
        .insert(waivers)
        .values({ handoffId: handoff.id, ...risk, ...more });
      return release;
    };
    const booked = await underCondition(start);
    await aSlot(db(), organisation, { lane: 2, during, releases: [booked] });
    const [unbooked, longEnough, settled] = [
      await underCondition(later(1)),
      await underCondition(later(24 * 60)),
      await underCondition(later(1), { settledAt: organisation.now, settledBy: qa, settledNote: "Tried it." }),
    ];
    await computeForecasts(db(), organisation.now);
    const said = await Promise.all(
      [booked, unbooked, longEnough, settled].map(async ({ id: releaseId }) => {
        const { forecast } = await call(forecastsProcedures.ofRelease, { releaseId }, as("qa"));
        return forecast?.conditionUntil;
      }),
    );
    expect(said).toEqual([start, later(1), null, null]);
  });

  it("say in short too what they stand on: their bars, the hand-overs, and whether such odds have held", async () => {
    const { release } = await aQueuedRelease(db(), organisation);
    await aSlot(db(), organisation, { lane: 3, releases: [release] });
    await computeForecasts(db(), organisation.now);
    const { forecast } = await call(forecastsProcedures.ofRelease, { releaseId: release.id }, as("qa"));
    const inShort = async () =>
      (await call(forecastsProcedures.list, undefined, as("qa"))).forecasts.find(
        (each) => each.releaseId === release.id,
      );
    const short = await inShort();
    expect(short).toMatchObject({
      handovers: forecast?.basedOn.own,
      borrowed: forecast?.basedOn.borrowed,
      barsOnTime: forecast?.bars.filter(({ onTime }) => onTime).length,
      verdict: "unknown",
    });
    expect(short?.barsOnTime).toBeGreaterThan(0);
    expect(short?.bars).toEqual(forecast?.bars.map(({ share }) => expect.closeTo(share, 3)));
    expect(short?.bars.length).toBeLessThanOrEqual(12);
    const counts = { cases: 300, releases: 100, chances: 0 };
    const night = { measuredAt: organisation.now, ...counts, p50Held: 0.1, p85Held: 0.2, bins: [] };
    await db().insert(forecastCalibrations).values(night);
    expect((await inShort())?.verdict).toBe("off");
    await db().delete(forecastCalibrations);
  });

  it("stand on the departures board with what they stand on; of a slot with two releases, those of the less likely one", async () => {
    const likely = (await anAcceptedRelease(db(), organisation)).release;
    const { services } = organisation;
    const unlikely = await aRelease(db(), organisation, { service: services.checkout });
    const { start } = organisation.nextOccurrence.during;
    // The hour before is the ledger's already.
    const during = { start: new Date(start.getTime() + hour), end: new Date(start.getTime() + 2 * hour) };
    const slot = await aSlot(db(), organisation, { during, releases: [likely, unlikely] });
    await computeForecasts(db(), organisation.now);
    const { forecasts } = await call(forecastsProcedures.list, undefined, as("qa"));
    const of = (releaseId: string) => forecasts.find((each) => each.releaseId === releaseId);
    expect(of(likely.id)?.chance).toBeGreaterThan(of(unlikely.id)?.chance ?? 1);
    const { departures } = await call(departuresProcedures.board, {}, as("stakeholder"));
    const { chance, bars, barsOnTime, handovers, borrowed, verdict } = of(unlikely.id) ?? {};
    const row = departures.find(({ slotId }) => slotId === slot.id);
    expect(row).toMatchObject({ chance, basis: { bars, barsOnTime, handovers, borrowed, verdict } });
    expect(row?.basis?.bars.length).toBeGreaterThan(0);
  });

  it("answer what another tester would change, without changing anything", async () => {
    const { release } = await aQueuedRelease(db(), organisation);
    const asked = { releaseId: release.id, change: "another_tester" as const };
    const answer = await call(forecastsProcedures.whatIf, asked, as("qa"));
    expect(answer.after.p85 <= answer.before.p85).toBe(true);
    expect(answer.note).toContain("One more");
  });

  it("say so where a change would change nothing", async () => {
    // A hotfix goes before all others.
    const { release } = await aQueuedRelease(db(), organisation, { kind: "hotfix" });
    const ask = (change: "higher_limit" | "one_less_ahead" | "a_day_later") =>
      call(forecastsProcedures.whatIf, { releaseId: release.id, change }, as("qa"));
    const first = await ask("one_less_ahead");
    expect(first.after).toEqual(first.before);
    expect(first.note).toBe("Nothing waits before it.");
    expect((await ask("a_day_later")).note).toContain("nothing to put off");
    expect((await ask("higher_limit")).note).toContain("No group of testers");
    await aQaGroup(db(), organisation, { name: "Shop QA", limit: 2 });
    const slack = await ask("higher_limit");
    expect(slack.note).toContain("Shop QA tests 0 of 2");
    expect(slack.after).toEqual(slack.before);
  });
});

describe("a promise", () => {
  it("stands on the release with the chance to keep it; a second one takes its place", async () => {
    const { release } = await aQueuedRelease(db(), organisation);
    await computeForecasts(db(), organisation.now);
    const date = { releaseId: release.id, toWhom: "the campaign team" };
    const promisedFor = later(24 * 60).toISOString();
    const { chance } = await call(forecastsProcedures.promise, { ...date, promisedFor }, as("developer"));
    expect(chance).toBeGreaterThan(0.9);
    await call(forecastsProcedures.promise, { ...date, promisedFor: later(24 * 50).toISOString() }, as("developer"));
    const { promise } = await call(forecastsProcedures.ofRelease, { releaseId: release.id }, as("qa"));
    expect(promise).toMatchObject({ promisedFor: later(24 * 50), toWhom: "the campaign team" });
    await call(forecastsProcedures.withdrawPromise, { releaseId: release.id }, as("developer"));
    const after = await call(forecastsProcedures.ofRelease, { releaseId: release.id }, as("qa"));
    expect(after.promise).toBeNull();
  });

  it("is about the future, and not for whoever only reads", async () => {
    const { release } = await aQueuedRelease(db(), organisation);
    const past = { releaseId: release.id, toWhom: "all", promisedFor: later(-1).toISOString() };
    expect(await refusalFrom(call(forecastsProcedures.promise, past, as("developer")))).toMatchObject({
      code: "invalid_input",
      field: "promisedFor",
    });
    const reader = await refusalFrom(call(forecastsProcedures.promise, past, as("stakeholder")));
    expect(reader.code).toBe("forbidden");
  });

  it("that turns unlikely is told once to whoever gave it, before its date", async () => {
    const { release } = await aQueuedRelease(db(), organisation);
    const promisedFor = later(2).toISOString();
    await call(
      forecastsProcedures.promise,
      { releaseId: release.id, toWhom: "a customer", promisedFor },
      as("releaseManager"),
    );
    for (const minutes of [1, 2]) await computeForecasts(db(), later(minutes / 60));
    const told = await db().select().from(notices).where(eq(notices.subjectId, release.id));
    expect(told.filter(({ kind }) => kind === "promise_unlikely").map(({ personId }) => personId)).toEqual(
      expect.arrayContaining([organisation.people.releaseManager.id, organisation.people.developer.id]),
    );
    expect(told).toHaveLength(2);
    const [row] = await db().select().from(promises).where(eq(promises.releaseId, release.id));
    expect(row?.warnedAt).not.toBeNull();
  });

  it("is one per release, whatever races: the database refuses a second that stands", async () => {
    const release = await aRelease(db(), organisation);
    const row = { releaseId: release.id, toWhom: "x", givenBy: organisation.people.developer.id, givenAt: later(0) };
    await db()
      .insert(promises)
      .values({ ...row, promisedFor: later(5) });
    await expect(
      db()
        .insert(promises)
        .values({ ...row, promisedFor: later(6) }),
    ).rejects.toThrow();
  });
});
