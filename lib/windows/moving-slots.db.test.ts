import { call } from "@orpc/server";
import { and, asc, eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { auditEvents, occurrences, slotReleases, slots } from "@/db/schema";
import { contextAs, refusalFrom } from "@/db/testing/call-as";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { actorOf } from "@/db/testing/person";
import { anAcceptedRelease } from "@/db/testing/release";
import { anApproval, aSlot } from "@/db/testing/slot";
import { testDatabase } from "@/db/testing/test-database";
import { aFreeze, aWindow } from "@/db/testing/window";
import { approvalContentOf } from "@/lib/slots/queries/slot-content";
import { loadSlotFacts } from "@/lib/slots/queries/slot-facts";
import { windowsProcedures as procedures } from "./procedures";

const { db } = testDatabase();
let organisation: Organisation;
let asManager: ReturnType<typeof contextAs>;
let windowId: string;

beforeEach(async () => {
  organisation = await buildOrganisation(db);
  asManager = contextAs(actorOf(organisation.people.releaseManager), organisation.now);
  windowId = organisation.window.id;
});

const at = (time: string) => new Date(`2026-11-${time}:00Z`);
const range = (start: string, end: string) => ({ start: at(start), end: at(end) });
/** A slot of a release in the window's next opening, Tuesday 05:00–11:00 UTC. */
async function slotAt(start: string, end: string, more: Parameters<typeof aSlot>[2] = {}) {
  const { release } = await anAcceptedRelease(db, organisation);
  const slot = await aSlot(db, organisation, { during: range(start, end), releases: [release], ...more });
  return { slot, release };
}
async function stand(slotId: string) {
  const [row] = await db
    .select({
      during: slots.during,
      status: slots.status,
      sequence: slots.sequence,
      movedFrom: slots.movedFrom,
      opening: occurrences.during,
      start: occurrences.originalLocalStart,
    })
    .from(slots)
    .innerJoin(occurrences, eq(occurrences.id, slots.occurrenceId))
    .where(eq(slots.id, slotId));
  return row;
}
const change = (input: object) => call(procedures.change, { windowId, ...input }, asManager);
const preview = (input: object) => call(procedures.previewChange, { windowId, ...input }, asManager);

describe("a change of a window that takes its slots along", () => {
  it("shows first what becomes of each slot, and writes nothing", async () => {
    const { slot, release } = await slotAt("24T05:00", "24T06:00");
    const late = await slotAt("24T09:00", "24T11:00", { lane: 2 });
    const shown = await preview({ localStart: "2026-01-06T07:00", durationMinutes: 300 });
    expect(shown).toMatchObject({ kept: 0, moved: 1, orphaned: 1, zone: "Europe/Berlin" });
    expect(shown.slots).toEqual([
      expect.objectContaining({
        slotId: slot.id,
        name: `ledger ${release.version}`.replace("ledger", organisation.services.ledger.name),
        effect: "moved",
        during: range("24T05:00", "24T06:00"),
        to: range("24T06:00", "24T07:00"),
      }),
      expect.objectContaining({
        slotId: late.slot.id,
        effect: "orphaned",
        reason: "Production is then open Tue 24 Nov 07:00–12:00 CET.".replace("Production", organisation.window.name),
      }),
    ]);
    expect(await stand(slot.id)).toMatchObject({ during: range("24T05:00", "24T06:00"), sequence: 0 });
  });

  it("moves opening and slot together, with the slot's releases, its past place and its history", async () => {
    const { slot, release } = await slotAt("24T05:00", "24T07:00");
    expect(await change({ localStart: "2026-01-06T09:00", slots: "move" })).toEqual({
      kept: [],
      movedSlots: 1,
      cancelledSlots: 0,
    });
    expect(await stand(slot.id)).toEqual({
      during: range("24T08:00", "24T10:00"),
      status: "booked",
      sequence: 1,
      movedFrom: range("24T05:00", "24T07:00"),
      opening: range("24T08:00", "24T14:00"),
      start: "2026-11-24T09:00",
    });
    const [aboard] = await db.select().from(slotReleases).where(eq(slotReleases.slotId, slot.id));
    expect(aboard?.during).toEqual(range("24T08:00", "24T10:00"));
    const [event] = await db
      .select()
      .from(auditEvents)
      .where(and(eq(auditEvents.releaseId, release.id), eq(auditEvents.action, "slot.moved")));
    expect(event?.data).toMatchObject({ withOpeningOf: organisation.window.name });
    expect(
      await db.$count(
        occurrences,
        and(eq(occurrences.windowId, windowId), eq(occurrences.originalLocalStart, "2026-11-24T06:00")),
      ),
    ).toBe(0);
  });

  it("lets neighbours pass through each other: two slots of one lane move by an hour at once", async () => {
    const first = await slotAt("24T05:00", "24T06:00");
    const second = await slotAt("24T06:00", "24T07:00");
    await change({ localStart: "2026-01-06T07:00", slots: "move" });
    expect((await stand(first.slot.id))?.during).toEqual(range("24T06:00", "24T07:00"));
    expect((await stand(second.slot.id))?.during).toEqual(range("24T07:00", "24T08:00"));
  });

  it("keeps what still fits, in an opening that is made shorter around it", async () => {
    const { slot } = await slotAt("24T05:00", "24T06:00");
    await change({ durationMinutes: 120, lanes: 1, slots: "move" });
    expect(await stand(slot.id)).toMatchObject({
      during: range("24T05:00", "24T06:00"),
      sequence: 0,
      opening: range("24T05:00", "24T07:00"),
    });
  });

  it("is refused whole when a slot would lose its place and nobody said what becomes of it", async () => {
    const { slot, release } = await slotAt("24T05:00", "24T06:00");
    const refusal = await refusalFrom(change({ rrule: "FREQ=WEEKLY;BYDAY=FR", slots: "move" }));
    expect(refusal).toMatchObject({ code: "slots_orphaned", status: 409, field: "slots" });
    expect(refusal.rules).toEqual([
      {
        kind: "lane",
        id: slot.id,
        name: `${organisation.services.ledger.name} ${release.version}`,
        reason: `Tue 24 Nov 06:00–07:00 CET is booked. ${organisation.window.name} does not open on Tue 24 Nov any more.`,
      },
    ]);
    expect(await refusalFrom(change({ durationMinutes: 300, slots: "refuse" }))).toMatchObject({
      code: "slots_orphaned",
    });
    expect((await stand(slot.id))?.opening).toEqual(range("24T05:00", "24T11:00"));
  });

  it("gives orphans up, or keeps their opening for them, as the answer says", async () => {
    const { slot, release } = await slotAt("24T05:00", "24T06:00");
    const kept = await change({ rrule: "FREQ=WEEKLY;BYDAY=FR", slots: "move", orphans: "keep" });
    expect(kept.kept.map(({ occurrenceId }) => occurrenceId)).toEqual([organisation.nextOccurrence.id]);
    const given = await change({ rrule: "FREQ=WEEKLY;BYDAY=SA", slots: "move", orphans: "cancel" });
    expect(given).toEqual({ kept: [], movedSlots: 0, cancelledSlots: 1 });
    expect(await stand(slot.id)).toMatchObject({ status: "cancelled", sequence: 1 });
    const [opening] = await db.select().from(occurrences).where(eq(occurrences.id, organisation.nextOccurrence.id));
    expect(opening?.status).toBe("cancelled");
    const gone = and(eq(auditEvents.releaseId, release.id), eq(auditEvents.action, "slot.cancelled"));
    expect(await db.$count(auditEvents, gone)).toBe(1);
  });

  it("takes no slot into a freeze, nor where another slot deploys its service", async () => {
    const frozen = await slotAt("24T05:00", "24T06:00");
    const { environments, now } = organisation;
    await aFreeze(db, {
      name: "Audit",
      start: at("24T13:00"),
      end: at("24T14:00"),
      environmentIds: [environments.production.id],
    });
    expect((await preview({ localStart: "2026-01-06T14:00" })).slots[0]?.reason).toMatch(/^It would lie in Audit/);
    const evening = await aWindow(db, environments.production, {
      name: `Evenings ${windowId}`,
      localStart: "2026-11-24T18:00",
      durationMinutes: 120,
      rrule: null,
      now,
    });
    const { release } = await anAcceptedRelease(db, organisation);
    await aSlot(db, organisation, {
      occurrenceId: evening.occurrences[0]?.id,
      during: range("24T17:00", "24T18:00"),
      releases: [release],
    });
    const { slots: clash } = await preview({ localStart: "2026-01-06T18:00" });
    expect(clash[0]).toMatchObject({
      slotId: frozen.slot.id,
      effect: "orphaned",
      reason: expect.stringContaining("already deployed"),
    });
  });

  it("ends a hold that would not stand where its holder sees it", async () => {
    const { people } = organisation;
    const hold = await aSlot(db, organisation, {
      status: "held",
      teamId: null,
      bookedBy: null,
      heldBy: people.developer.id,
      heldUntil: at("23T09:05"),
    });
    await change({ localStart: "2026-01-06T07:00", slots: "move" });
    const [row] = await db.select().from(slots).where(eq(slots.id, hold.id));
    expect(row?.status).toBe("expired");
  });

  it("makes signatures stale where the policy covers the time", async () => {
    const { slot } = await slotAt("24T05:00", "24T06:00");
    const approval = await anApproval(db, organisation, slot, organisation.people.releaseManager);
    const contentNow = async () =>
      approvalContentOf((await loadSlotFacts(db, [slot.id], organisation.now)).get(slot.id) as never);
    expect(await contentNow()).toBe(approval.content);
    await change({ localStart: "2026-01-06T07:00", slots: "move" });
    expect(await contentNow()).not.toBe(approval.content);
  });

  it("takes an opening back into the rule that a rule had cancelled, and none that a person had (case 11)", async () => {
    await aSlot(db, organisation, { status: "cancelled" });
    await change({ rrule: "FREQ=WEEKLY;BYDAY=FR" });
    await change({ rrule: "FREQ=WEEKLY;BYDAY=TU,TH" });
    const [first, second] = await db
      .select()
      .from(occurrences)
      .where(
        and(eq(occurrences.windowId, windowId), sql`upper(${occurrences.during}) > ${organisation.now.toISOString()}`),
      )
      .orderBy(asc(sql`lower(${occurrences.during})`))
      .limit(2);
    expect(first).toMatchObject({ id: organisation.nextOccurrence.id, status: "scheduled" });
    await call(procedures.cancelOccurrence, { occurrenceId: second?.id ?? "" }, asManager);
    await change({ rrule: "FREQ=WEEKLY;BYDAY=FR" });
    await change({ rrule: "FREQ=WEEKLY;BYDAY=TU,TH" });
    const [still] = await db
      .select()
      .from(occurrences)
      .where(eq(occurrences.id, second?.id ?? ""));
    expect(still?.status).toBe("cancelled");
  });

  it("moves two thousand slots with their openings in a few statements", async () => {
    const daily = { ...organisation.staging };
    const { teams, people, now } = organisation;
    const future = daily.occurrences.filter(({ during }) => during.start > now);
    const rows = future.flatMap((occurrence) =>
      Array.from({ length: 40 }, (_, index) => ({
        environmentId: occurrence.environmentId,
        occurrenceId: occurrence.id,
        teamId: teams.payments.id,
        lane: 1 + (index % 2),
        during: {
          start: new Date(occurrence.during.start.getTime() + Math.floor(index / 2) * 30 * 60_000),
          end: new Date(occurrence.during.start.getTime() + (Math.floor(index / 2) + 1) * 30 * 60_000),
        },
        status: "booked" as const,
        bookedBy: people.developer.id,
        bookedAt: now,
      })),
    );
    await db.insert(slots).values(rows);
    const input = { windowId: daily.window.id, localStart: "2026-01-05T09:00", slots: "move" as const };
    expect((await call(procedures.change, input, asManager)).movedSlots).toBe(rows.length);
    const outside = await db.execute(sql`
      select 1 from slots s join occurrences o on o.id = s.occurrence_id
      where o.window_id = ${daily.window.id} and s.live and not o.during @> s.during`);
    expect(outside.rows).toEqual([]);
  });
});
