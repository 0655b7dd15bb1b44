import { call } from "@orpc/server";
import { beforeAll, describe, expect, it } from "vitest";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { actorOf } from "@/db/testing/person";
import { testDatabase } from "@/db/testing/test-database";
import type { Actor } from "@/lib/auth/actor";
import { handoffsProcedures } from "@/lib/handoffs/procedures";
import { releasesProcedures } from "@/lib/releases/procedures";

let organisation: Organisation;
const contextOf = (actor: Actor, now = organisation.now) => ({
  context: { actor, now, db: testDatabase().db, request: { ip: "192.0.2.1", userAgent: "test" } },
});
const digest = (letter: string) => `sha256:${letter.repeat(64)}`;

beforeAll(async () => {
  organisation = await buildOrganisation(testDatabase().db);
});

describe("to and fro between development and QA", () => {
  it("case 17: a newer build clears the verdict on the older one, and the same tester may judge again", async () => {
    const { people } = organisation;
    const developer = contextOf(actorOf(people.developer));
    const tester = contextOf(actorOf(people.qa));
    const build = { service: "ledger", version: "17.0.0", commitSha: "a".repeat(40) };
    const first = await call(handoffsProcedures.handOver, { ...build, artifactDigest: digest("a") }, developer);
    expect(first).toMatchObject({ number: 1, round: 1, created: true, releaseCreated: true });
    await call(handoffsProcedures.claim, { handoffId: first.handoffId }, tester);
    const rejection = { category: "wrong_result", severity: "severe", reason: "Facets ignore the filter." } as const;
    await call(handoffsProcedures.reject, { handoffId: first.handoffId, ...rejection }, tester);

    const changed = { changedLines: 9, changedFiles: 2 };
    const second = await call(
      handoffsProcedures.handOver,
      { ...build, artifactDigest: digest("b"), ...changed },
      developer,
    );
    const queue = await call(handoffsProcedures.queue, {}, tester);
    expect(queue.cards.find((card) => card.handoffId === second.handoffId)).toMatchObject({
      column: "waiting",
      number: 2,
      round: 2,
      bounces: 1,
      judge: { may: true },
      lastLook: { number: 1, verdict: "rejected", changedLines: 9, changedFiles: 2 },
    });
    await call(handoffsProcedures.claim, { handoffId: second.handoffId }, tester);
    await call(handoffsProcedures.accept, { handoffId: second.handoffId }, tester);
    const detail = await call(releasesProcedures.detail, { releaseId: first.releaseId }, developer);
    expect(detail.status).toBe("accepted");
    expect(detail.rounds.map((round) => round.handoff?.status)).toEqual(["accepted", "rejected"]);

    const third = await call(handoffsProcedures.handOver, { ...build, artifactDigest: digest("c") }, developer);
    const after = await call(releasesProcedures.detail, { releaseId: first.releaseId }, developer);
    expect(after.status).toBe("with_qa");
    expect(after.rounds.map((round) => [round.handoff?.status, round.handoff?.verdict])).toEqual([
      ["queued", null],
      ["superseded", "accepted"],
      ["rejected", "rejected"],
    ]);
    await call(handoffsProcedures.claim, { handoffId: third.handoffId }, tester);
    const history = await call(releasesProcedures.history, { releaseId: first.releaseId }, developer);
    expect(history.events.map((event) => event.action).slice(0, 3)).toEqual([
      "handoff.claimed",
      "build.handed_over",
      "handoff.superseded",
    ]);
    const list = await call(releasesProcedures.list, { search: "ledger 17" }, developer);
    expect(list).toMatchObject({ total: 1, releases: [{ build: { number: 3, round: 3 }, status: "with_qa" }] });
  });
});
