import { call } from "@orpc/server";
import { eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { auditEvents, handoffs, releases } from "@/db/schema";
import { contextAs, refusalFrom } from "@/db/testing/call-as";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { actorOf, aPerson, type TestPerson, tokenActorOf } from "@/db/testing/person";
import { aBuild, aHandoff, anAcceptedRelease, aQueuedRelease, aRelease } from "@/db/testing/release";
import { testDatabase } from "@/db/testing/test-database";
import { inTransaction } from "@/db/transaction";
import { handOver } from "./commands/hand-over";
import { acceptHandoff } from "./commands/judge-handoff";
import { handOverInput } from "./input";
import { acceptInput } from "./input/acts";
import { handoffsProcedures } from "./procedures";

const { db, connectAgain } = testDatabase();
const rejection = { category: "crash", severity: "major", reason: "It does not start." } as const;

let organisation: Organisation;
let as: (name: keyof Organisation["people"]) => ReturnType<typeof contextAs>;
const by = (person: TestPerson) => contextAs(actorOf(person), organisation.now);

beforeEach(async () => {
  organisation = await buildOrganisation(db);
  as = (name) => by(organisation.people[name]);
});

async function row(handoffId: string) {
  const [found] = await db.select().from(handoffs).where(eq(handoffs.id, handoffId));
  return found;
}
async function statusOf(releaseId: string) {
  return (await db.select().from(releases).where(eq(releases.id, releaseId)))[0]?.status;
}
const inTest = async () => {
  const made = await aQueuedRelease(db, organisation);
  await call(handoffsProcedures.claim, { handoffId: made.handoff.id }, as("qa"));
  return { ...made, handoffId: made.handoff.id };
};

describe("claiming", () => {
  it("lets exactly one of two testers have a build that both claim at once", async () => {
    const { handoff } = await aQueuedRelease(db, organisation);
    const other = connectAgain();
    const { qa, secondQa } = organisation.people;
    const outcomes = await Promise.allSettled([
      call(handoffsProcedures.claim, { handoffId: handoff.id }, contextAs(actorOf(qa), organisation.now)),
      call(
        handoffsProcedures.claim,
        { handoffId: handoff.id },
        contextAs(actorOf(secondQa), organisation.now, other.db),
      ),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const lost = outcomes.find((each) => each.status === "rejected");
    expect(lost?.status === "rejected" && lost.reason).toMatchObject({ code: "claimed_by_another" });
    const claims = await db.select().from(auditEvents).where(eq(auditEvents.subjectId, handoff.id));
    expect(claims.map(({ action }) => action)).toEqual(["handoff.claimed"]);
  });

  it("can be given back, where it keeps its place in the queue, and be taken over from a colleague", async () => {
    const { handoffId } = await inTest();
    expect(await refusalFrom(call(handoffsProcedures.giveBack, { handoffId }, as("secondQa")))).toMatchObject({
      code: "claimed_by_another",
    });
    await call(handoffsProcedures.takeOver, { handoffId }, as("secondQa"));
    expect(await row(handoffId)).toMatchObject({ status: "testing", testerId: organisation.people.secondQa.id });
    expect(await refusalFrom(call(handoffsProcedures.accept, { handoffId }, as("qa")))).toMatchObject({
      code: "claimed_by_another",
    });
    await call(handoffsProcedures.giveBack, { handoffId }, as("secondQa"));
    expect(await row(handoffId)).toMatchObject({ status: "queued", testerId: null, claimedAt: null });
  });

  it("needs the permission for the team, and a handoff one can see", async () => {
    const { handoff } = await aQueuedRelease(db, organisation);
    const shopTester = await aPerson(db, {
      name: `Shop Tester ${handoff.id}`,
      roles: [{ role: "qa", teamId: organisation.teams.shop.id }],
    });
    const input = { handoffId: handoff.id };
    expect(await refusalFrom(call(handoffsProcedures.claim, input, by(shopTester)))).toMatchObject({
      code: "forbidden",
    });
    expect(await refusalFrom(call(handoffsProcedures.claim, input, as("admin")))).toMatchObject({ code: "forbidden" });
    const none = { handoffId: "01a1fd72-6c61-7de7-ac71-086e4ac76d00" };
    expect(await refusalFrom(call(handoffsProcedures.claim, none, as("qa")))).toMatchObject({ code: "not_found" });
  });
});

describe("verdicts", () => {
  it("accepts exactly the build in test, and the release with it", async () => {
    const { handoffId, release } = await inTest();
    await call(handoffsProcedures.accept, { handoffId, note: "Fine." }, as("qa"));
    expect(await row(handoffId)).toMatchObject({
      status: "accepted",
      verdict: "accepted",
      decidedAt: organisation.now,
    });
    expect(await statusOf(release.id)).toBe("accepted");
  });

  it("rejects with category, severity and reason, and the release goes back to its developers", async () => {
    const { handoffId, release } = await inTest();
    await call(handoffsProcedures.reject, { handoffId, ...rejection }, as("qa"));
    expect(await row(handoffId)).toMatchObject({ status: "rejected", verdict: "rejected", ...rejection });
    expect(await statusOf(release.id)).toBe("with_dev");
  });

  it.each([
    [{ category: undefined }, "category"],
    [{ severity: "terrible" }, "severity"],
    [{ reason: "  " }, "reason"],
  ])("does not reject with %j", async (change, field) => {
    const { handoffId } = await inTest();
    const input = { handoffId, ...rejection, ...change };
    // Not what the types let through, which is the point.
    const refusal = await refusalFrom(
      call(handoffsProcedures.reject, input as typeof rejection & { handoffId: string }, as("qa")),
    );
    expect(refusal).toMatchObject({ code: "invalid_input", field });
    expect(await row(handoffId)).toMatchObject({ status: "testing" });
  });

  it("are refused when nobody claimed the build, and after one was given", async () => {
    const { handoff } = await aQueuedRelease(db, organisation);
    const input = { handoffId: handoff.id };
    expect(await refusalFrom(call(handoffsProcedures.accept, input, as("qa")))).toMatchObject({ code: "wrong_state" });
    const done = await inTest();
    await call(handoffsProcedures.accept, { handoffId: done.handoffId }, as("qa"));
    const { handoffId } = done;
    for (const again of [
      () => call(handoffsProcedures.accept, { handoffId }, as("qa")),
      () => call(handoffsProcedures.reject, { handoffId, ...rejection }, as("qa")),
      () => call(handoffsProcedures.claim, { handoffId }, as("secondQa")),
      () => call(handoffsProcedures.giveBack, { handoffId }, as("qa")),
      () => call(handoffsProcedures.withdraw, { handoffId, reason: "No." }, as("developer")),
    ]) {
      expect(await refusalFrom(again())).toMatchObject({ code: "wrong_state" });
    }
  });

  it("belong to people: a token can neither claim nor judge, whatever its owner may (case 23)", async () => {
    const { handoff } = await aQueuedRelease(db, organisation);
    const token = contextAs(tokenActorOf(organisation.people.qa, "plan.read"), organisation.now);
    const input = { handoffId: handoff.id };
    expect(await refusalFrom(call(handoffsProcedures.claim, input, token))).toMatchObject({ code: "forbidden" });
    expect(await refusalFrom(call(handoffsProcedures.accept, input, token))).toMatchObject({ code: "forbidden" });
  });

  it("can be avoided: developers take a build back before QA has judged it", async () => {
    const { handoffId, release } = await inTest();
    await call(handoffsProcedures.withdraw, { handoffId, reason: "Wrong branch." }, as("developer"));
    expect(await row(handoffId)).toMatchObject({ status: "withdrawn", endedAt: organisation.now });
    expect(await statusOf(release.id)).toBe("with_dev");
  });
});

describe("nobody judges their own work", () => {
  const both = () =>
    aPerson(db, { name: `Bo Both ${crypto.randomUUID()}`, roles: [{ role: "developer" }, { role: "qa" }] });

  it("refuses who handed it over, who built it and who owns the pipeline's token", async () => {
    const bo = await both();
    const build = {
      service: organisation.services.ledger.id,
      version: "5.0.0",
      commitSha: "abcdef0",
      artifactDigest: `sha256:${"5".repeat(64)}`,
    };
    const token = contextAs(tokenActorOf(bo, "release.write", "plan.read"), organisation.now);
    const { handoffId } = await call(handoffsProcedures.handOver, build, token);
    expect(await refusalFrom(call(handoffsProcedures.claim, { handoffId }, by(bo)))).toMatchObject({
      code: "own_work",
    });
  });

  it("refuses the commit's author by e-mail in any case, also of an earlier build, and after the claim", async () => {
    const bo = await both();
    const release = await aRelease(db, organisation, { status: "with_qa" });
    const first = await aBuild(db, organisation, release, { authorEmail: bo.email.toUpperCase() });
    await aHandoff(db, organisation, release, first, { status: "superseded", endedAt: organisation.now });
    const second = await aBuild(db, organisation, release);
    const handoff = await aHandoff(db, organisation, release, second);
    const input = { handoffId: handoff.id };
    expect(await refusalFrom(call(handoffsProcedures.claim, input, by(bo)))).toMatchObject({ code: "own_work" });
    // Claimed past the product's own check: the verdict is refused all the same.
    await db
      .update(handoffs)
      .set({ status: "testing", testerId: bo.id, claimedAt: organisation.now })
      .where(eq(handoffs.id, handoff.id));
    expect(await refusalFrom(call(handoffsProcedures.accept, input, by(bo)))).toMatchObject({ code: "own_work" });
  });

  it("is held by the database too for who handed it over", async () => {
    const { handoff } = await aQueuedRelease(db, organisation);
    const claim = db
      .update(handoffs)
      .set({ status: "testing", testerId: handoff.handedOverBy })
      .where(eq(handoffs.id, handoff.id));
    await expect(claim).rejects.toMatchObject({ cause: { constraint: "handoffs_not_own_work" } });
  });
});

describe("a newer build that arrives during a verdict", () => {
  const newer = (version: string) =>
    handOverInput.parse({
      service: organisation.services.ledger.id,
      version,
      commitSha: "abcdef0",
      artifactDigest: `sha256:${"7".repeat(64)}`,
    });

  it("waits for the acceptance and then clears it", async () => {
    const { handoffId, release } = await inTest();
    const other = connectAgain();
    const { developer, qa } = organisation.people;
    let arriving: Promise<unknown> = Promise.resolve();
    const accepted = await inTransaction(db, async (tx) => {
      const verdict = await acceptHandoff(tx, actorOf(qa), acceptInput.parse({ handoffId }), organisation.now);
      arriving = inTransaction(other.db, (second) =>
        handOver(second, actorOf(developer), newer(release.version), organisation.now),
      );
      await somebodyWaitsForALock();
      return verdict;
    });
    expect(accepted.ok).toBe(true);
    expect(await arriving).toMatchObject({ ok: true, value: { number: 2 } });
    expect(await row(handoffId)).toMatchObject({ status: "superseded", verdict: "accepted" });
    expect(await statusOf(release.id)).toBe("with_qa");
  });

  it("makes an acceptance that waited for it too late", async () => {
    const { handoffId, release } = await inTest();
    const other = connectAgain();
    const { developer, qa } = organisation.people;
    let judging: Promise<unknown> = Promise.resolve();
    await inTransaction(db, async (tx) => {
      const handed = await handOver(tx, actorOf(developer), newer(release.version), organisation.now);
      judging = inTransaction(other.db, (second) =>
        acceptHandoff(second, actorOf(qa), acceptInput.parse({ handoffId }), organisation.now),
      );
      await somebodyWaitsForALock();
      return handed;
    });
    expect(await judging).toMatchObject({ ok: false, refusal: { code: "wrong_state" } });
    expect(await statusOf(release.id)).toBe("with_qa");
  });

  it("does not disturb an acceptance of another release", async () => {
    const { release } = await anAcceptedRelease(db, organisation);
    const { handoffId } = await inTest();
    await Promise.all([
      call(handoffsProcedures.handOver, newer(release.version), as("developer")),
      call(handoffsProcedures.accept, { handoffId }, as("qa")),
    ]);
    expect(await row(handoffId)).toMatchObject({ status: "accepted" });
  });
});

/** Returns when another connection of this database waits for a lock: the race is then really on. */
async function somebodyWaitsForALock(): Promise<void> {
  for (let attempt = 0; attempt < 500; attempt++) {
    const { rows } = await db.execute(
      sql`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    if (rows.length > 0) return;
  }
  throw new Error("nobody waited");
}
