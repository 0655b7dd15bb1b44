import { call } from "@orpc/server";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { approvals, auditEvents, slots } from "@/db/schema";
import { contextAs, refusalFrom } from "@/db/testing/call-as";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { actorOf, aPerson, type TestPerson, tokenActorOf } from "@/db/testing/person";
import { signingActs } from "@/db/testing/signing";
import { testDatabase } from "@/db/testing/test-database";
import { handoffsProcedures } from "@/lib/handoffs/procedures";
import { slotsProcedures } from "@/lib/slots/procedures";
import { approvalsProcedures } from "./procedures";

const { db, connectAgain } = testDatabase();
let organisation: Organisation;
let as: (name: keyof Organisation["people"]) => ReturnType<typeof contextAs>;
const by = (person: TestPerson) => contextAs(actorOf(person), organisation.now);
const { booked, entryFor, sign, approvalGate } = signingActs(db, () => organisation);

beforeEach(async () => {
  organisation = await buildOrganisation(db);
  as = (name) => by(organisation.people[name]);
});

describe("signing", () => {
  it("opens the gate, stands on the record and in the release's history", async () => {
    const { slot, release } = await booked();
    expect((await entryFor(slot.id, as("releaseManager"))).state).toBe("waiting");
    const before = await call(approvalsProcedures.counts, {}, as("releaseManager"));
    const { created } = await sign(slot.id, as("releaseManager"));
    expect(created).toBe(true);
    expect(await approvalGate(slot.id)).toMatchObject({ passed: true, title: "Approvals 1 of 1" });
    expect((await entryFor(slot.id, as("releaseManager"))).state).toBe("signed");
    expect((await entryFor(slot.id, as("secondReleaseManager"))).state).toBe("others");
    const after = await call(approvalsProcedures.counts, {}, as("releaseManager"));
    expect(after.waiting).toBe(before.waiting - 1);
    const events = await db.select().from(auditEvents).where(eq(auditEvents.releaseId, release.id));
    expect(events.map(({ action }) => action)).toEqual(["approval.given"]);
    const { verdicts } = await call(approvalsProcedures.done, {}, as("releaseManager"));
    expect(verdicts).toMatchObject([{ slotId: slot.id, verdict: "approve", releases: [{ id: release.id }] }]);
  });

  it("twice is once: the same word on the same content writes nothing", async () => {
    const { slot } = await booked();
    const context = as("releaseManager");
    const first = await sign(slot.id, context);
    expect(await sign(slot.id, context)).toEqual({ approvalId: first.approvalId, created: false });
    expect(await db.$count(approvals, eq(approvals.slotId, slot.id))).toBe(1);
  });

  it("takes a no with its reason, which stops the slot until that person changes their mind; every word stays", async () => {
    const { slot } = await booked();
    const { digest } = await entryFor(slot.id, as("releaseManager"));
    const decline = { slotId: slot.id, verdict: "decline" as const, digest };
    expect(
      await refusalFrom(call(approvalsProcedures.give, { ...decline, comment: "  " }, as("releaseManager"))),
    ).toMatchObject({
      code: "invalid_input",
      field: "comment",
    });
    await sign(slot.id, as("secondReleaseManager"));
    await call(approvalsProcedures.give, { ...decline, comment: "Not on a Tuesday." }, as("releaseManager"));
    expect(await approvalGate(slot.id)).toMatchObject({ passed: false, state: "failed" });
    expect((await entryFor(slot.id, as("releaseManager"))).state).toBe("declined");
    await sign(
      slot.id,
      contextAs(actorOf(organisation.people.releaseManager), new Date(organisation.now.getTime() + 1)),
    );
    expect(await approvalGate(slot.id)).toMatchObject({ passed: true });
    expect(await db.$count(approvals, eq(approvals.slotId, slot.id))).toBe(3);
  });

  it("is for the roles the policy asks, in every team of the slot, and for who can see it", async () => {
    const { slot } = await booked();
    const { digest } = await entryFor(slot.id, as("releaseManager"));
    const input = { slotId: slot.id, verdict: "approve" as const, digest };
    const shop = (role: "release_manager" | "stakeholder") =>
      aPerson(db, { name: `Shop ${role} ${slot.id}`, roles: [{ role, teamId: organisation.teams.shop.id }] });
    for (const [context, code] of [
      [as("qa"), "not_an_approver"],
      [as("stakeholder"), "not_an_approver"],
      [by(await shop("release_manager")), "not_an_approver"],
      [by(await shop("stakeholder")), "not_found"],
      [as("admin"), "forbidden"],
    ] as const) {
      expect(await refusalFrom(call(approvalsProcedures.give, input, context))).toMatchObject({ code });
    }
    expect(await db.$count(approvals, eq(approvals.slotId, slot.id))).toBe(0);
  });

  it.each(["open", "closed", "missed", "cancelled"] as const)("is refused for a slot that is %s", async (status) => {
    const { slot } = await booked();
    const { digest } = await entryFor(slot.id, as("releaseManager"));
    const path = { open: ["open"], closed: ["open", "closed"], missed: ["missed"], cancelled: ["cancelled"] }[status];
    for (const step of path) {
      await db
        .update(slots)
        .set({
          status: step as typeof status,
          ...(step === "open" ? { fencingNumber: Math.floor(Math.random() * 1e9), openedAt: organisation.now } : {}),
          ...(step === "missed" ? { missedGates: [{ gate: "qa", title: "QA", reason: "No." }] } : {}),
        })
        .where(eq(slots.id, slot.id));
    }
    const input = { slotId: slot.id, verdict: "approve" as const, digest };
    expect(await refusalFrom(call(approvalsProcedures.give, input, as("releaseManager")))).toMatchObject({
      code: "slot_not_live",
    });
  });

  it("is refused after the slot's end", async () => {
    const { slot } = await booked();
    const { digest } = await entryFor(slot.id, as("releaseManager"));
    const late = contextAs(actorOf(organisation.people.releaseManager), slot.during.end);
    const input = { slotId: slot.id, verdict: "approve" as const, digest };
    expect(await refusalFrom(call(approvalsProcedures.give, input, late))).toMatchObject({ code: "too_late" });
  });
});

describe("signatures and newer builds at once", () => {
  it("either sign what was shown, or are told that it changed; never something unseen", async () => {
    const other = connectAgain();
    for (let round = 0; round < 4; round++) {
      organisation = await buildOrganisation(db);
      const { slot, release } = await booked();
      const { digest, content } = await entryFor(slot.id, as("releaseManager"));
      const build = { service: release.serviceId, version: release.version, commitSha: "abcdef0" };
      const [signed] = await Promise.allSettled([
        call(approvalsProcedures.give, { slotId: slot.id, verdict: "approve", digest, content }, as("releaseManager")),
        call(
          handoffsProcedures.handOver,
          { ...build, artifactDigest: `sha256:${"3".repeat(64)}` },
          contextAs(actorOf(organisation.people.developer), organisation.now, other.db),
        ),
      ]);
      const rows = await db.select().from(approvals).where(eq(approvals.slotId, slot.id));
      if (signed.status === "fulfilled") expect(rows).toMatchObject([{ digest, content }]);
      else {
        expect(signed.reason).toMatchObject({ code: "content_changed" });
        expect(rows).toEqual([]);
      }
      // Whichever came first: nothing is signed for the build that came.
      expect(await approvalGate(slot.id)).toMatchObject({ passed: false });
    }
  });
});

describe("case 22: the same gates on every path", () => {
  it("lets no token open a slot that lacks its signatures", async () => {
    const { slot } = await booked();
    const token = tokenActorOf(organisation.people.releaseManager, "plan.read", "slot.open");
    const context = contextAs(token, slot.during.start);
    const refusal = await refusalFrom(call(slotsProcedures.openNow, { slotId: slot.id }, context));
    expect(refusal.code).toBe("gates_closed");
    expect(refusal.message).toContain("Approvals 0 of 1");
  });
});
