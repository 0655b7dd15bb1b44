import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { waivers } from "@/db/schema";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { actorOf } from "@/db/testing/person";
import { anAcceptedRelease } from "@/db/testing/release";
import { testDatabase } from "@/db/testing/test-database";
import { aboard, advanceTrain, aTrain, ticketOf } from "@/db/testing/train";

import { readDeparture } from "./queries/departure-detail";
import { readTicketsOfRelease } from "./queries/tickets-of-release";

const { db } = testDatabase();
const minute = 60_000;
let org: Organisation;

beforeEach(async () => {
  org = await buildOrganisation(db);
});

/** A release aboard the first departure that QA accepted under a condition, so many minutes after the departure. */
async function aboardUnderCondition(minutesAfter: number) {
  const { trainId, departures } = await aTrain(db, org);
  const [first] = departures;
  if (first === undefined) throw new Error("the train has no departure");
  await advanceTrain(db, trainId, org.now);
  const { release, handoff } = await anAcceptedRelease(db, org);
  const expiresAt = new Date(first.departsAt.getTime() + minutesAfter * minute);
  const risk = { risk: "Danish receipts are untested", takenBy: org.people.qa.id, takenAt: org.now, expiresAt };
  await db.insert(waivers).values({ handoffId: handoff.id, ...risk });
  const boarded = await aboard(db, org, release, first);
  if (!boarded.ok) throw new Error(boarded.refusal.message);
  return { trainId, first, release, handoff };
}

/** How a release stands, on the page of the departure and on its own. */
async function standing({ first, release }: Awaited<ReturnType<typeof aboardUnderCondition>>) {
  const actor = actorOf(org.people.releaseManager);
  const [page, own] = [
    await readDeparture(db, actor, first.id),
    await readTicketsOfRelease(db, actor, release.id, org.now),
  ];
  if (!page.ok || !own.ok) throw new Error("not found");
  const shown = page.value.tickets.find((ticket) => ticket.release.id === release.id);
  expect(own.value.ticket?.reason).toBe(shown?.reason);
  return { readiness: shown?.readiness, reason: shown?.reason };
}

describe("an acceptance under a condition at the QA exit", () => {
  it("keeps its place when it is good beyond the departure", async () => {
    const ticket = await aboardUnderCondition(1);
    const { trainId, first, release } = ticket;
    expect(await standing(ticket)).toMatchObject({
      readiness: "ready",
      reason: expect.stringMatching(/under a condition, until /),
    });
    await advanceTrain(db, trainId, first.qaExitAt);
    expect(await ticketOf(db, release)).toMatchObject({ departureId: first.id });
  });

  it("moves on when it ends by the departure, unless it was settled", async () => {
    const ticket = await aboardUnderCondition(0);
    const { trainId, first, release } = ticket;
    expect(await standing(ticket)).toMatchObject({
      readiness: "condition_ends",
      reason: expect.stringMatching(/ends before the departure, .*settled, or it stays behind/),
    });
    await advanceTrain(db, trainId, first.qaExitAt);
    expect((await ticketOf(db, release))?.departureId).not.toBe(first.id);

    const settled = await aboardUnderCondition(0);
    await db
      .update(waivers)
      .set({ settledAt: org.now, settledBy: org.people.qa.id, settledNote: "Tried it." })
      .where(eq(waivers.handoffId, settled.handoff.id));
    expect(await standing(settled)).toEqual({ readiness: "ready", reason: "QA has accepted its newest build." });
    await advanceTrain(db, settled.trainId, settled.first.qaExitAt);
    expect(await ticketOf(db, settled.release)).toMatchObject({ departureId: settled.first.id });
  });
});
