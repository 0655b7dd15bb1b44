import { call } from "@orpc/server";
import { beforeEach, describe, expect, it } from "vitest";
import { contextAs } from "@/db/testing/call-as";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { actorOf } from "@/db/testing/person";
import { anAcceptedRelease } from "@/db/testing/release";
import { anApproval } from "@/db/testing/slot";
import { testDatabase } from "@/db/testing/test-database";
import { aboard, aTrain, finish, slotsOf, ticketOf } from "@/db/testing/train";
import { punctualities } from "@/lib/domain/insights/punctuality";
import { openDueSlots } from "@/lib/slots/commands/open-due-slots";
import { advanceDeparture } from "@/lib/trains/commands/advance-departure";
import { leaveTrain } from "@/lib/trains/commands/leave";
import { cancelDeparture, holdDeparture, moveDeparture, releaseDeparture } from "@/lib/trains/commands/run-departure";
import { insightsProcedures } from "./procedures";

const { db } = testDatabase();
let org: Organisation;
const cutOff = new Date("2026-11-25T16:00:00Z");
const goNoGo = new Date("2026-12-01T04:00:00Z");
const leaves = new Date("2026-12-01T05:00:00Z");
const minutesAfter = (minutes: number) => new Date(leaves.getTime() + minutes * 60_000);
const dayAfter = minutesAfter(24 * 60);

beforeEach(async () => {
  org = await buildOrganisation(db);
});

const manager = () => actorOf(org.people.releaseManager);
const openDue = (now: Date) => db.transaction((tx) => openDueSlots(tx, { kind: "worker" }, now, { limit: 100 }));

/** Takes every turn of one departure that is due. */
const advance = (departureId: string, now: Date) =>
  db.transaction((tx) => advanceDeparture(tx, { kind: "worker" }, departureId, now));

type Locked = { environments?: { id: string }[]; aboard?: Organisation["services"]["ledger"][] };

/** Releases aboard the first departure of a train that goes by itself, past its cut-off and signed; the first of them. */
async function aLockedDeparture({ environments = [org.environments.production], aboard: services }: Locked = {}) {
  const environmentIds = environments.map(({ id }) => id);
  const [first] = (await aTrain(db, org, { goRule: "automatic", environmentIds })).departures;
  if (first === undefined) throw new Error("the train has no departure");
  await advance(first.id, org.now);
  const releases = [];
  for (const service of services ?? [org.services.ledger]) {
    const { release } = await anAcceptedRelease(db, org, { service });
    await aboard(db, org, release, first);
    releases.push(release);
  }
  await advance(first.id, cutOff);
  for (const { slot } of await slotsOf(db, first)) {
    if (slot.environmentId === org.environments.production.id)
      await anApproval(db, org, slot, org.people.releaseManager);
  }
  const [release] = releases;
  if (release === undefined) throw new Error("nothing is aboard");
  return { departureId: first.id, release };
}

/** How this organisation's slots left: the outcomes that occurred, and the steps in which they did. */
async function readOutcomes() {
  const input = { days: 30, teamId: org.teams.payments.id };
  const figure = await call(insightsProcedures.punctuality, input, contextAs(actorOf(org.people.qa), dayAfter));
  const happened = figure.points.filter(({ total }) => total > 0);
  return {
    outcomes: happened.flatMap((point) =>
      punctualities.flatMap((outcome) => (point[outcome] > 0 ? [[outcome, point[outcome]] as const] : [])),
    ),
    from: happened.map(({ at }) => at),
    onTimeShare: figure.onTimeShare,
    lastColumns: figure.table.columns.slice(-2).map(({ label }) => label),
  };
}

describe("a train's slots", () => {
  it("are late when their departure was held, although they are moved to when it leaves", async () => {
    const { departureId, release } = await aLockedDeparture();
    const hold = { departureId, reason: "The customer is live on stage." };
    await advance(departureId, goNoGo);
    await db.transaction((tx) => holdDeparture(tx, manager(), hold, goNoGo));
    await db.transaction((tx) => releaseDeparture(tx, manager(), { departureId, note: "" }, minutesAfter(90)));
    // On the day after in the reader's zone it would be another step: it counts where it was planned.
    await advance(departureId, minutesAfter(20 * 60));
    await openDue(minutesAfter(20 * 60));
    await finish(db, release, "succeeded", minutesAfter(20 * 60 + 5));
    expect(await readOutcomes()).toMatchObject({
      outcomes: [["late", 1]],
      from: [new Date("2026-11-30T23:00:00Z")],
      onTimeShare: 0,
    });
  });

  it("are late when their departure was moved to a later time by hand, as on the train's page", async () => {
    const { departureId, release } = await aLockedDeparture();
    const move = { departureId, departsAt: minutesAfter(60), reason: "A demonstration." };
    expect(await db.transaction((tx) => moveDeparture(tx, manager(), move, cutOff))).toMatchObject({ ok: true });
    for (const now of [goNoGo, leaves, minutesAfter(60)]) await advance(departureId, now);
    await openDue(minutesAfter(60));
    await finish(db, release, "succeeded", minutesAfter(70));
    expect((await readOutcomes()).outcomes).toEqual([["late", 1]]);
  });

  it("are on time in the second environment too, where they open once the first is done", async () => {
    const { staging, production } = org.environments;
    const { departureId, release } = await aLockedDeparture({ environments: [staging, production] });
    for (const now of [goNoGo, leaves]) await advance(departureId, now);
    for (const minutes of [0, 30]) {
      await openDue(minutesAfter(minutes));
      await finish(db, release, "succeeded", minutesAfter(minutes + 20));
    }
    expect(await readOutcomes()).toMatchObject({ outcomes: [["on_time", 2]], onTimeShare: 1 });
  });

  it("count as cancelled with their departure, which lowers the share; whoever had left it before does not count", async () => {
    const { services } = org;
    const { departureId, release } = await aLockedDeparture({ aboard: [services.ledger, services.checkout] });
    const leave = { ticketId: (await ticketOf(db, release)).id, reason: "Not this week." };
    expect(await db.transaction((tx) => leaveTrain(tx, manager(), leave, cutOff))).toMatchObject({ ok: true });
    const input = { departureId, reason: "A holiday after all." };
    expect(await db.transaction((tx) => cancelDeparture(tx, manager(), input, goNoGo))).toMatchObject({ ok: true });
    expect(await readOutcomes()).toMatchObject({
      outcomes: [["cancelled", 1]],
      onTimeShare: 0,
      lastColumns: ["Cancelled", "Share on time"],
    });
  });
});
