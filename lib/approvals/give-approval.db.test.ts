import { call } from "@orpc/server";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { approvals, auditEvents, handoffs, slots, targets } from "@/db/schema";
import { contextAs, refusalFrom } from "@/db/testing/call-as";
import { aPolicy, buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { actorOf, aPerson, type TestPerson, tokenActorOf } from "@/db/testing/person";
import { aBuild, aHandoff, anAcceptedRelease } from "@/db/testing/release";
import { anApproval, aSlot } from "@/db/testing/slot";
import { testDatabase } from "@/db/testing/test-database";
import { slotGates } from "@/lib/domain/slot-gates";
import { handoffsProcedures } from "@/lib/handoffs/procedures";
import { slotsProcedures } from "@/lib/slots/procedures";
import { loadSlotFacts } from "@/lib/slots/queries/slot-facts";
import { approvalsProcedures } from "./procedures";

const { db, connectAgain } = testDatabase();
let organisation: Organisation;
let as: (name: keyof Organisation["people"]) => ReturnType<typeof contextAs>;
const by = (person: TestPerson) => contextAs(actorOf(person), organisation.now);

beforeEach(async () => {
  organisation = await buildOrganisation(db);
  as = (name) => by(organisation.people[name]);
});

async function booked(more: Parameters<typeof aSlot>[2] = {}) {
  const accepted = await anAcceptedRelease(db, organisation);
  const slot = await aSlot(db, organisation, { ...more, releases: [accepted.release] });
  return { ...accepted, slot };
}

/** What somebody sees of a slot in their inbox. */
async function entryFor(slotId: string, context: ReturnType<typeof contextAs>) {
  const { entries } = await call(approvalsProcedures.inbox, {}, context);
  const entry = entries.find((each) => each.slotId === slotId);
  if (!entry) throw new Error("the slot is not in the inbox");
  return entry;
}

async function sign(slotId: string, context: ReturnType<typeof contextAs>, more: object = {}) {
  const { digest, content } = await entryFor(slotId, context);
  return call(approvalsProcedures.give, { slotId, verdict: "approve", digest, content, ...more }, context);
}

async function approvalGate(slotId: string) {
  const facts = (await loadSlotFacts(db, [slotId], organisation.now)).get(slotId);
  const gate = facts && slotGates(facts, facts.slot.during.start).find((each) => each.gate === "approvals");
  if (!gate) throw new Error("no gate");
  return gate;
}

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

describe("rule 5: an approval counts only for the content it was given for", () => {
  it("is refused when the content is another one by now, and says what changed", async () => {
    const { slot, release } = await booked();
    const { digest, content } = await entryFor(slot.id, as("releaseManager"));
    await aBuild(db, organisation, release);
    const input = { slotId: slot.id, verdict: "approve" as const, digest };
    const told = await refusalFrom(call(approvalsProcedures.give, { ...input, content }, as("releaseManager")));
    expect(told).toMatchObject({ code: "content_changed", rules: [{ reason: "build rc 1 → rc 2" }] });
    const bare = await refusalFrom(call(approvalsProcedures.give, input, as("releaseManager")));
    expect(bare).toMatchObject({ code: "content_changed", rules: [] });
  });

  it.each(["{", "null", "[]", '{"format":1}', '{"format":1,"releases":[{}]}', "\u0000", "x".repeat(50_000)])(
    "is not led astray by what a caller claims to have been shown: %j",
    async (content) => {
      const { slot } = await booked();
      const input = { slotId: slot.id, verdict: "approve" as const, digest: "0".repeat(64), content };
      const refusal = await refusalFrom(call(approvalsProcedures.give, input, as("releaseManager")));
      expect(refusal).toMatchObject({ code: "content_changed", rules: [] });
    },
  );

  it("goes stale by a newer build, another target, a new policy or a move out of the opening, and says which", async () => {
    const moveOut = async (slotId: string) => {
      const later = organisation.occurrences.find(
        ({ during }) => during.start > organisation.nextOccurrence.during.end,
      );
      if (!later) throw new Error("no later opening");
      const during = { start: later.during.start, end: new Date(later.during.start.getTime() + 3_600_000) };
      await db.update(slots).set({ occurrenceId: later.id, during }).where(eq(slots.id, slotId));
    };
    const changes: [string, (made: Awaited<ReturnType<typeof booked>>) => Promise<unknown>][] = [
      ["build rc 1 → rc 2", ({ release }) => aBuild(db, organisation, release)],
      [
        "target settings changed",
        () => db.update(targets).set({ version: 2 }).where(eq(targets.id, organisation.targets.ledger.id)),
      ],
      ["moved from", ({ slot }) => moveOut(slot.id)],
      [
        "policy version 1 → 2",
        () =>
          aPolicy(db, organisation.environments.production, {
            version: 2,
            stages: [{ role: "release_manager", required: 1 }],
          }),
      ],
    ];
    for (const [words, change] of changes) {
      organisation = await buildOrganisation(db);
      const made = await booked();
      await sign(made.slot.id, as("releaseManager"));
      expect(await approvalGate(made.slot.id)).toMatchObject({ passed: true });
      await change(made);
      expect(await approvalGate(made.slot.id)).toMatchObject({ passed: false });
      const entry = await entryFor(made.slot.id, as("releaseManager"));
      expect(entry).toMatchObject({ state: "waiting", own: { stale: true } });
      expect(entry.own?.changes.join("; ")).toContain(words);
    }
  });

  it("stays by a move inside its opening", async () => {
    const { slot } = await booked();
    await sign(slot.id, as("releaseManager"));
    const { start, end } = slot.during;
    const later = { start: new Date(start.getTime() + 3_600_000), end: new Date(end.getTime() + 3_600_000) };
    await db.update(slots).set({ during: later }).where(eq(slots.id, slot.id));
    expect(await approvalGate(slot.id)).toMatchObject({ passed: true });
  });

  it("cannot be written with a digest that is not its content's, changed, or deleted, by anybody", async () => {
    const { slot } = await booked();
    const person = organisation.people.releaseManager;
    await expect(anApproval(db, organisation, slot, person, { digest: "0".repeat(64) })).rejects.toMatchObject({
      cause: { constraint: "approvals_digest" },
    });
    const approval = await anApproval(db, organisation, slot, person);
    const change = db
      .update(approvals)
      .set({ verdict: "decline", comment: "No." })
      .where(eq(approvals.id, approval.id));
    await expect(change).rejects.toMatchObject({ cause: { constraint: "approvals_append_only" } });
    await expect(db.delete(approvals).where(eq(approvals.id, approval.id))).rejects.toMatchObject({
      cause: { constraint: "approvals_append_only" },
    });
  });

  it("tells whoever signed an older build how much is new", async () => {
    const { slot, release } = await booked();
    await sign(slot.id, as("releaseManager"));
    await aBuild(db, organisation, release, { changedLines: 3, changedFiles: 1 });
    await aBuild(db, organisation, release, { changedLines: 1, changedFiles: 1 });
    const entry = await entryFor(slot.id, as("releaseManager"));
    expect(entry.releases[0]).toMatchObject({
      build: { number: 3 },
      since: { number: 1, changedLines: 4, changedFiles: 2 },
    });
  });
});

describe("rule 6: who had a hand in it cannot approve it", () => {
  const both = () =>
    aPerson(db, {
      name: `Bo Both ${crypto.randomUUID()}`,
      roles: [{ role: "developer" }, { role: "release_manager" }],
    });

  /** Each way of having had a hand in it. */
  const ways: [string, (bo: TestPerson) => Promise<{ id: string }>][] = [
    ["booked the slot", async (bo) => (await booked({ bookedBy: bo.id })).slot],
    [
      "submitted the release",
      async (bo) => {
        const { release } = await anAcceptedRelease(db, organisation, { createdBy: bo });
        return aSlot(db, organisation, { releases: [release] });
      },
    ],
    [
      "built an earlier build",
      async (bo) => {
        const { release, slot } = await booked();
        await aBuild(db, organisation, release, { createdBy: bo });
        await aBuild(db, organisation, release);
        return slot;
      },
    ],
    [
      "wrote a change, under another spelling of their address",
      async (bo) => {
        const { release, slot } = await booked();
        await aBuild(db, organisation, release, { authorEmail: bo.email.toUpperCase() });
        return slot;
      },
    ],
    [
      "handed a build over",
      async (bo) => {
        const { release, slot, handoff } = await booked();
        await db.update(handoffs).set({ status: "superseded" }).where(eq(handoffs.id, handoff.id));
        const build = await aBuild(db, organisation, release);
        await aHandoff(db, organisation, release, build, { handedOverBy: bo.id });
        return slot;
      },
    ],
  ];

  it.each(ways)("who %s: refused by the product and by the database", async (_, madeBy) => {
    const bo = await both();
    const slot = await madeBy(bo);
    const entry = await entryFor(slot.id, by(bo));
    expect(entry).toMatchObject({ state: "others", refused: { code: "own_work" } });
    const input = { slotId: slot.id, verdict: "approve" as const, digest: entry.digest };
    expect(await refusalFrom(call(approvalsProcedures.give, input, by(bo)))).toMatchObject({ code: "own_work" });
    await expect(anApproval(db, organisation, slot, bo)).rejects.toMatchObject({
      cause: { constraint: "approvals_not_by_author" },
    });
  });

  it("case 23: not through a token either, be it of the author or of anybody else", async () => {
    const { slot } = await booked();
    const { digest } = await entryFor(slot.id, as("releaseManager"));
    const input = { slotId: slot.id, verdict: "approve" as const, digest };
    const token = tokenActorOf(
      organisation.people.releaseManager,
      "plan.read",
      "release.write",
      "slot.book",
      "slot.open",
    );
    expect(await refusalFrom(call(approvalsProcedures.give, input, contextAs(token, organisation.now)))).toMatchObject({
      code: "forbidden",
    });
    // Even one that was given the permission by some mistake signs nothing.
    const wrong = tokenActorOf(organisation.people.releaseManager, "plan.read", "approval.give");
    expect(await refusalFrom(call(approvalsProcedures.give, input, contextAs(wrong, organisation.now)))).toMatchObject({
      code: "forbidden",
    });
  });

  it("case 23: what a pipeline announces counts as the work of its token's owner", async () => {
    const bo = await both();
    const { release, slot } = await booked();
    const pipeline = contextAs(tokenActorOf(bo, "release.write", "plan.read"), organisation.now);
    const build = { service: release.serviceId, version: release.version, commitSha: "abcdef0" };
    await call(handoffsProcedures.handOver, { ...build, artifactDigest: `sha256:${"2".repeat(64)}` }, pipeline);
    expect((await entryFor(slot.id, by(bo))).refused).toMatchObject({ code: "own_work" });
  });

  it("is relaxed only by the policy, and then every entry says so", async () => {
    const { production } = organisation.environments;
    await aPolicy(db, production, {
      version: 2,
      authorExcluded: false,
      stages: [{ role: "release_manager", required: 1 }],
    });
    const bo = await both();
    const { slot } = await booked({ bookedBy: bo.id });
    expect((await entryFor(slot.id, by(bo))).policy).toMatchObject({ authorExcluded: false });
    expect((await sign(slot.id, by(bo))).created).toBe(true);
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
