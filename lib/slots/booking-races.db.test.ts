import { call } from "@orpc/server";
import { eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { releases, slots } from "@/db/schema";
import { contextAs, refusalFrom } from "@/db/testing/call-as";
import { buildOrganisation, type Organisation, returned } from "@/db/testing/organisation";
import { actorOf } from "@/db/testing/person";
import { anAcceptedRelease } from "@/db/testing/release";
import { testDatabase } from "@/db/testing/test-database";
import { slotsProcedures } from "./procedures";

const hour = 3_600_000;

let organisation: Organisation;
let place: (
  from: number,
  to: number,
  lane?: number,
) => {
  occurrenceId: string;
  lane: number;
  during: { start: string; end: string };
};

beforeEach(async () => {
  organisation = await buildOrganisation(testDatabase().db);
  const { id, during } = organisation.nextOccurrence;
  const at = (hours: number) => new Date(during.start.getTime() + hours * hour).toISOString();
  place = (from, to, lane = 1) => ({ occurrenceId: id, lane, during: { start: at(from), end: at(to) } });
});

/** Drafts of one service, as many as there are bookers. */
async function drafts(count: number) {
  const { services, people } = organisation;
  const rows = Array.from({ length: count }, (_, index) => ({
    serviceId: services.ledger.id,
    version: `9.${index}`,
    createdBy: people.developer.id,
  }));
  return await returned(testDatabase().db.insert(releases).values(rows).returning({ id: releases.id }));
}

const liveIn = (occurrenceId: string) =>
  testDatabase().db.select().from(slots).where(sql`${slots.occurrenceId} = ${occurrenceId} and ${slots.live}`);

describe("case 14: many want the same room at once", () => {
  it("lets exactly one of 200 bookers on two processes' connections win; each other one is told who and what is free", async () => {
    const own = await drafts(200);
    const processes = [testDatabase().connectAgain({ max: 100 }).db, testDatabase().connectAgain({ max: 100 }).db];
    const actor = actorOf(organisation.people.developer);
    const outcomes = await Promise.allSettled(
      own.map(({ id }, index) => {
        const context = contextAs(actor, organisation.now, processes[index % 2]);
        return call(slotsProcedures.book, { ...place(0, 1), releaseIds: [id] }, context);
      }),
    );
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const losers = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason] : []));
    expect(new Set(losers.map(({ code }) => code))).toEqual(new Set(["lane_taken"]));
    for (const { data } of losers) {
      expect(data.nextOpen).toBe(place(1, 2).during.start);
      expect(data.rules[0].reason).toContain("ledger");
      const instead = data.rules.filter(({ name }: { name: string }) => name === "Free instead");
      expect(instead.length).toBeGreaterThan(0);
      expect(instead.length).toBeLessThanOrEqual(3);
    }
    expect(await liveIn(organisation.nextOccurrence.id)).toHaveLength(1);
  }, 60_000);

  it("explains a service that another booking takes in another lane at the same moment", async () => {
    const own = await drafts(2);
    const [one, other] = [testDatabase().connectAgain().db, testDatabase().connectAgain().db];
    const book = (db: typeof one, lane: number, id: string) =>
      call(
        slotsProcedures.book,
        { ...place(0, 1, lane), releaseIds: [id] },
        contextAs(actorOf(organisation.people.developer), organisation.now, db),
      );
    const outcomes = await Promise.allSettled([book(one, 1, own[0].id), book(other, 2, own[1].id)]);
    const [loser] = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason] : []));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(loser).toMatchObject({ code: "service_taken", data: { nextOpen: place(1, 2).during.start } });
    expect(loser.data.rules[0]).toMatchObject({ kind: "service" });
  });

  it("confirms one of two holds' worth of room: a hold and a direct booking race, one wins", async () => {
    const { people, now, services } = organisation;
    const { release } = await anAcceptedRelease(testDatabase().db, organisation, { service: services.checkout });
    const [one, other] = [testDatabase().connectAgain().db, testDatabase().connectAgain().db];
    const outcomes = await Promise.allSettled([
      call(slotsProcedures.hold, place(0, 2), contextAs(actorOf(people.developer), now, one)),
      call(
        slotsProcedures.book,
        { ...place(1, 3), releaseIds: [release.id] },
        contextAs(actorOf(people.secondDeveloper), now, other),
      ),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await liveIn(organisation.nextOccurrence.id)).toHaveLength(1);
  });

  it("books fifty lanes' worth of people at once without one waiting in vain", async () => {
    const { people, now, services } = organisation;
    const three = await Promise.all(
      [services.ledger, services.checkout, services.search].map((service) =>
        anAcceptedRelease(testDatabase().db, organisation, { service }),
      ),
    );
    await Promise.all(
      three.map(({ release }, index) =>
        call(
          slotsProcedures.book,
          { ...place(0, 1, index + 1), releaseIds: [release.id] },
          contextAs(actorOf(people.releaseManager), now),
        ),
      ),
    );
    expect(await liveIn(organisation.nextOccurrence.id)).toHaveLength(3);
  });
});

describe("moving", () => {
  it("two slots that want to change places at once do not both lose their room", async () => {
    const { people, now, services } = organisation;
    const as = contextAs(actorOf(people.releaseManager), now);
    const [a, b] = await Promise.all(
      [services.ledger, services.checkout].map(async (service, index) => {
        const { release } = await anAcceptedRelease(testDatabase().db, organisation, { service });
        return await call(slotsProcedures.book, { ...place(index, index + 1), releaseIds: [release.id] }, as);
      }),
    );
    if (!a || !b) throw new Error("not booked");
    const outcomes = await Promise.allSettled([
      call(slotsProcedures.move, { slotId: a.slotId, ...place(1, 2) }, as),
      call(slotsProcedures.move, { slotId: b.slotId, ...place(0, 1) }, as),
    ]);
    expect(outcomes.every(({ status }) => status === "rejected")).toBe(true);
    expect(await liveIn(organisation.nextOccurrence.id)).toHaveLength(2);
  });

  it("a move and a cancellation at once leave one truth", async () => {
    const { people, now } = organisation;
    const as = contextAs(actorOf(people.developer), now);
    const { release } = await anAcceptedRelease(testDatabase().db, organisation);
    const { slotId } = await call(slotsProcedures.book, { ...place(0, 1), releaseIds: [release.id] }, as);
    const outcomes = await Promise.allSettled([
      call(slotsProcedures.move, { slotId, ...place(2, 3) }, as),
      call(slotsProcedures.cancel, { slotId, reason: "not today" }, as),
    ]);
    expect(outcomes[1]?.status).toBe("fulfilled");
    const [row] = await testDatabase().db.select().from(slots).where(eq(slots.id, slotId));
    expect(row?.status).toBe("cancelled");
    const late = await refusalFrom(call(slotsProcedures.move, { slotId, ...place(3, 4) }, as));
    expect(late.code).toBe("slot_not_live");
  });
});
