import { call } from "@orpc/server";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { approvals, slots, targets } from "@/db/schema";
import { contextAs, refusalFrom } from "@/db/testing/call-as";
import { aPolicy, buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { actorOf, type TestPerson } from "@/db/testing/person";
import { aBuild } from "@/db/testing/release";
import { signingActs } from "@/db/testing/signing";
import { anApproval } from "@/db/testing/slot";
import { testDatabase } from "@/db/testing/test-database";
import { approvalsProcedures } from "./procedures";

const { db } = testDatabase();
let organisation: Organisation;
let as: (name: keyof Organisation["people"]) => ReturnType<typeof contextAs>;
const by = (person: TestPerson) => contextAs(actorOf(person), organisation.now);
const { booked, entryFor, sign, approvalGate } = signingActs(db, () => organisation);

beforeEach(async () => {
  organisation = await buildOrganisation(db);
  as = (name) => by(organisation.people[name]);
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
