import { call } from "@orpc/server";
import { and, asc, eq, sql } from "drizzle-orm";
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import type { z } from "zod";
import { auditEvents, handoffs, licenceProofs, releases, services } from "@/db/schema";
import { contextAs, refusalFrom } from "@/db/testing/call-as";
import { aLicence, aProof } from "@/db/testing/licence";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { actorOf, aPerson, tokenActorOf } from "@/db/testing/person";
import { aBuild, aHandoff, anAcceptedRelease, aQueuedRelease, aRelease } from "@/db/testing/release";
import { testDatabase } from "@/db/testing/test-database";
import { continuousLicence } from "@/lib/domain/continuous-licence";
import { proofKinds } from "@/lib/domain/licence-proof";
import { loadNewestProofs } from "@/lib/windows/queries/newest-proofs";
import { lapseLicence } from "./commands/lapse-licence";
import type { recordProofInput } from "./input";
import { licencesProcedures as procedures } from "./procedures";

const day = 86_400_000;
const { db } = testDatabase();
let org: Organisation;
const days = (count: number) => new Date(org.now.getTime() + count * day);
const asDeveloper = (now = org.now) => contextAs(actorOf(org.people.developer), now);
/** What a pipeline has: a token of the developer that may announce and read. */
const pipeline = (now = org.now) => contextAs(tokenActorOf(org.people.developer, "plan.read", "release.write"), now);
const ledger = () => org.services.ledger;
const licence = (now = org.now) => call(procedures.get, { serviceId: ledger().id }, asDeveloper(now));
const run = "https://ci.example.com/runs/8123";

type Proof = z.input<typeof recordProofInput>;
const record = (proof: Record<string, unknown>, as = pipeline()) =>
  call(procedures.record, { service: ledger().name, summary: "All green", ...proof } as Proof, as);
const lapses = () =>
  db
    .select()
    .from(auditEvents)
    .where(and(eq(auditEvents.action, "licence.lapsed"), eq(auditEvents.subjectId, ledger().id)))
    .orderBy(asc(auditEvents.at));

beforeEach(async () => {
  org = await buildOrganisation(db);
});

describe("recording proofs", () => {
  it("four of them license a continuous service, recorded by a person or a pipeline; the fourth gives the licence", async () => {
    await db.update(services).set({ cadence: "continuous" }).where(eq(services.id, ledger().id));
    const answers = [];
    for (const [index, kind] of proofKinds.entries()) {
      answers.push(await record({ kind }, index % 2 === 0 ? pipeline() : asDeveloper()));
    }
    expect(answers.map(({ licensed }) => licensed)).toEqual([false, false, false, true]);
    // Regression tests are tried oftenest and go stale first.
    expect(answers.at(-1)?.lapsesAt).toEqual(days(14));
    expect(await licence()).toMatchObject({
      licensed: true,
      lapsesAt: days(14),
      lapsesFirst: "regression_tests",
      proofs: proofKinds.map((kind) => ({ kind, state: "live", proof: { recordedBy: org.people.developer.name } })),
    });
    const { licences } = await call(procedures.list, {}, asDeveloper());
    expect(licences.find(({ serviceId }) => serviceId === ledger().id)).toMatchObject({ licensed: true, missing: [] });
    const recorded = await db.select().from(auditEvents).where(eq(auditEvents.subjectId, ledger().id));
    expect(recorded.filter(({ action }) => action === "licence.proven")).toHaveLength(4);
  });

  it("by the service's id or its name in any case, with evidence and for as long as it says", async () => {
    await record({
      service: ledger().id,
      kind: "self_recovery",
      evidenceUrl: run,
      validDays: 10,
      provenAt: days(-2).toISOString(),
    });
    await record({ service: ledger().name.toUpperCase(), kind: "feature_toggles" });
    const { history } = await licence();
    expect(history.map(({ kind }) => kind)).toEqual(["feature_toggles", "self_recovery"]);
    expect(history[1]).toMatchObject({ evidenceUrl: run, provenAt: days(-2), expiresAt: days(8), outcome: "passed" });
  });

  it("counts for nothing while the service ships through windows, and at once when its cadence becomes continuous", async () => {
    for (const kind of proofKinds) await record({ kind });
    expect(await licence()).toMatchObject({
      licensed: false,
      reason: `${ledger().name} is not set to deploy continuously: it ships in its windows.`,
    });
    await db.update(services).set({ cadence: "continuous" }).where(eq(services.id, ledger().id));
    expect((await licence()).licensed).toBe(true);
  });

  it("a failure ends the licence at once, says so in the log, and cannot be withdrawn, only answered", async () => {
    await aLicence(db, org, ledger());
    const failed = await record({ kind: "regression_tests", outcome: "failed", summary: "2 of 412 are red" });
    expect(failed).toMatchObject({ licensed: false, lapsesAt: null });
    expect((await licence()).reason).toContain("2 of 412 are red");
    expect(await lapses()).toMatchObject([{ data: { reason: expect.stringContaining("2 of 412 are red") } }]);
    const withdrawn = call(procedures.withdraw, { proofId: failed.proofId, reason: "flaky" }, asDeveloper());
    expect((await refusalFrom(withdrawn)).code).toBe("wrong_state");
    const bySql = db
      .update(licenceProofs)
      .set({ withdrawnAt: org.now, withdrawReason: "flaky" })
      .where(eq(licenceProofs.id, failed.proofId));
    await expect(bySql).rejects.toMatchObject({ cause: { constraint: "licence_proofs_fixed" } });
    const later = pipeline(new Date(org.now.getTime() + 60_000));
    expect(await record({ kind: "regression_tests" }, later)).toMatchObject({ licensed: true });
  });

  it("withdrawing ends it too, with a reason that stays; the proof before speaks again", async () => {
    await aLicence(db, org, ledger(), { without: ["self_recovery"] });
    const { proofId } = await record({ kind: "self_recovery" });
    const input = { proofId, reason: "The drill was of another service" };
    expect(await call(procedures.withdraw, input, asDeveloper())).toBeNull();
    expect(await licence()).toMatchObject({ licensed: false });
    expect((await licence()).history[0]).toMatchObject({
      withdrawnBy: org.people.developer.name,
      withdrawReason: input.reason,
    });
    expect(await lapses()).toHaveLength(1);
    expect((await refusalFrom(call(procedures.withdraw, input, asDeveloper()))).code).toBe("wrong_state");
    await aProof(db, org, ledger(), "self_recovery", { provenAt: days(-20) });
    expect((await licence()).licensed).toBe(true);
  });

  it.each([
    ["proven in the future", { provenAt: "2150-01-01T00:00:00Z" }, "provenAt"],
    ["expired before it was recorded", { provenAt: "2020-01-01T00:00:00Z" }, "validDays"],
    ["for no day", { validDays: 0 }, "validDays"],
    ["for more than a year", { validDays: 367 }, "validDays"],
    ["without words", { summary: " " }, "summary"],
    ["with a script for an address", { evidenceUrl: "javascript:alert(1)" }, "evidenceUrl"],
  ])("refuses one %s, at its field", async (_, change, field) => {
    const refusal = await refusalFrom(record({ kind: "self_recovery", ...change }));
    expect(refusal).toMatchObject({ code: "invalid_input", field });
    expect((await licence()).history).toEqual([]);
  });

  it("refuses a run on an artifact that does not say where to look", async () => {
    const digest = `sha256:${"a".repeat(64)}`;
    const refusal = await refusalFrom(record({ kind: "regression_tests", artifactDigest: digest }));
    expect(refusal).toMatchObject({ code: "invalid_input", field: "evidenceUrl" });
  });

  it("is for the service's own team: another team's developer is refused, an unknown service is not there", async () => {
    const stranger = await aPerson(db, {
      name: `Stranger ${org.teams.shop.id}`,
      roles: [{ role: "developer", teamId: org.teams.shop.id }],
    });
    const as = contextAs(actorOf(stranger), org.now);
    expect((await refusalFrom(record({ kind: "self_recovery" }, as))).code).toBe("forbidden");
    expect(await refusalFrom(record({ kind: "self_recovery", service: "no-such-service" }))).toMatchObject({
      code: "not_found",
      field: "service",
    });
    const { proofId } = await record({ kind: "self_recovery" });
    expect((await refusalFrom(call(procedures.withdraw, { proofId, reason: "no" }, as))).code).toBe("forbidden");
    await db.update(services).set({ archivedAt: org.now }).where(eq(services.id, ledger().id));
    expect((await refusalFrom(record({ kind: "self_recovery" }))).code).toBe("wrong_state");
  });
});

describe("a licence that lapses by itself", () => {
  it("is put on the record once, by the job that its proofs left for that instant", async () => {
    await aLicence(db, org, ledger(), { without: ["self_recovery"] });
    const { lapsesAt } = await record({ kind: "self_recovery", validDays: 2 });
    expect(lapsesAt).toEqual(days(2));
    const { rows } = await db.execute<{ at: string }>(
      sql`select extract(epoch from run_at) * 1000 as at from graphile_worker.jobs where key = ${`lapse:${ledger().id}`}`,
    );
    expect(rows.map((job) => new Date(Number(job.at)))).toEqual([days(2)]);
    const lapse = (now: Date) => db.transaction((tx) => lapseLicence(tx, { kind: "worker" }, ledger().id, now));
    await lapse(new Date(days(2).getTime() - 1));
    expect(await lapses()).toEqual([]);
    await lapse(days(2));
    await lapse(days(2));
    expect(await lapses()).toMatchObject([{ actorKind: "worker", data: { lapsedAt: days(2).toISOString() } }]);
    expect((await licence(days(2))).licensed).toBe(false);
  });

  it("says where the service goes instead: the next place in a window, at each stop where it has a target", async () => {
    await aLicence(db, org, ledger(), { without: ["feature_toggles"] });
    const { stops, windows } = await licence();
    expect(stops).toMatchObject([
      { name: org.environments.staging.name, defaultOpen: false, next: { windowName: org.staging.window.name } },
      {
        name: org.environments.production.name,
        next: { windowName: org.window.name, at: org.nextOccurrence.during.start },
      },
    ]);
    expect(windows.map(({ name }) => name).sort()).toEqual([org.window.name, org.staging.window.name].sort());
  });
});

describe("rule 4 for a continuous service: a regression run accepts a build", () => {
  const passed = (build: { artifactDigest: string }, more = {}) =>
    record({ kind: "regression_tests", artifactDigest: build.artifactDigest, evidenceUrl: run, ...more });
  const turn = async (id: string) => (await db.select().from(handoffs).where(eq(handoffs.id, id)))[0];

  it("that waits in the queue, exactly that artifact, without a tester and recorded as such", async () => {
    await aLicence(db, org, ledger(), { without: ["regression_tests"] });
    const { release, build, handoff } = await aQueuedRelease(db, org);
    const other = await aQueuedRelease(db, org);
    const { build: outcome } = await passed(build);
    expect(outcome).toMatchObject({ accepted: true, releaseId: release.id, handoffId: handoff.id });
    expect(await turn(handoff.id)).toMatchObject({
      status: "accepted",
      verdict: "accepted",
      testerId: null,
      regressionRunUrl: run,
      decidedAt: org.now,
    });
    expect((await db.select().from(releases).where(eq(releases.id, release.id)))[0]?.status).toBe("accepted");
    expect((await turn(other.handoff.id))?.status).toBe("queued");
    const [event] = await db
      .select()
      .from(auditEvents)
      .where(and(eq(auditEvents.action, "handoff.accepted"), eq(auditEvents.subjectId, handoff.id)));
    expect(event).toMatchObject({ actorKind: "token", data: { by: "regression run", runUrl: run } });
  });

  it("not of a service that is not licensed: a tester must judge, and the answer says why", async () => {
    await aLicence(db, org, ledger(), { without: ["regression_tests", "self_recovery"] });
    const { build, handoff } = await aQueuedRelease(db, org);
    const { build: outcome } = await passed(build);
    expect(outcome).toMatchObject({ accepted: false, reason: expect.stringContaining("Self-recovery") });
    expect((await turn(handoff.id))?.status).toBe("queued");
  });

  it("never over an open rejection, nor out of a tester's hands, nor of a build that a newer one superseded", async () => {
    await aLicence(db, org, ledger());
    const rejected = await aRelease(db, org, { status: "with_dev" });
    const sentBack = await aBuild(db, org, rejected);
    const verdict = { status: "rejected", verdict: "rejected", category: "crash", reason: "it crashes" } as const;
    const rejection = { ...verdict, testerId: org.people.qa.id, decidedAt: org.now };
    await aHandoff(db, org, rejected, sentBack, rejection);
    expect((await passed(sentBack)).build).toMatchObject({
      accepted: false,
      reason: expect.stringMatching(/rejected/),
    });

    const tested = await aRelease(db, org, { status: "with_qa" });
    const inTest = await aBuild(db, org, tested);
    await aHandoff(db, org, tested, inTest, { status: "testing", testerId: org.people.qa.id, claimedAt: org.now });
    expect((await passed(inTest)).build).toMatchObject({
      accepted: false,
      reason: expect.stringContaining(`${org.people.qa.name} tests`),
    });

    const renewed = await aRelease(db, org, { status: "with_qa" });
    const [older, newer] = [await aBuild(db, org, renewed), await aBuild(db, org, renewed)];
    await aHandoff(db, org, renewed, older, { status: "superseded", endedAt: org.now });
    await aHandoff(db, org, renewed, newer);
    expect((await passed(older)).build).toMatchObject({ accepted: false });
  });

  it("says that nobody handed the artifact over yet, and that it was accepted already", async () => {
    await aLicence(db, org, ledger());
    const unknown = { artifactDigest: `sha256:${"b".repeat(64)}` };
    expect((await passed(unknown)).build).toMatchObject({ accepted: false, releaseId: null });
    const { build } = await anAcceptedRelease(db, org);
    expect((await passed(build)).build).toMatchObject({ accepted: true });
  });

  it("by plain SQL: no acceptance without a tester unless such a run passed for exactly this build of a continuous service", async () => {
    const accepted = { status: "accepted", verdict: "accepted", decidedAt: org.now, regressionRunUrl: run } as const;
    const refused = async (id: string) =>
      expect(db.update(handoffs).set(accepted).where(eq(handoffs.id, id))).rejects.toMatchObject({
        cause: { constraint: "handoffs_run_is_proven" },
      });
    const { build, handoff } = await aQueuedRelease(db, org);
    await refused(handoff.id);
    await aLicence(db, org, ledger());
    await refused(handoff.id);
    const about = { artifactDigest: build.artifactDigest, evidenceUrl: run };
    await aProof(db, org, ledger(), "regression_tests", { ...about, outcome: "failed" });
    await refused(handoff.id);
    await aProof(db, org, ledger(), "regression_tests", { ...about, evidenceUrl: "https://elsewhere.example.com" });
    await refused(handoff.id);
    await aProof(db, org, ledger(), "regression_tests", about);
    await db.update(services).set({ cadence: "quick" }).where(eq(services.id, ledger().id));
    await refused(handoff.id);
    await db.update(services).set({ cadence: "continuous" }).where(eq(services.id, ledger().id));
    await db.update(handoffs).set(accepted).where(eq(handoffs.id, handoff.id));
  });
});

describe("the database and the evaluator", () => {
  it("agree on whether a service is licensed, for any evidence and any instant", async () => {
    const service = ledger();
    await db.update(services).set({ cadence: "continuous" }).where(eq(services.id, service.id));
    const evidence = fc.array(
      fc.record({
        kind: fc.constantFrom(...proofKinds),
        outcome: fc.constantFrom("passed" as const, "passed" as const, "failed" as const),
        from: fc.integer({ min: -9, max: 0 }),
        length: fc.integer({ min: 1, max: 20 }),
        withdrawn: fc.boolean(),
      }),
      { minLength: 4, maxLength: 12 },
    );
    await fc.assert(
      fc.asyncProperty(evidence, fc.integer({ min: 0, max: 12 }), async (rows, offset) => {
        await db.execute(sql`alter table licence_proofs disable trigger user`);
        await db.delete(licenceProofs).where(eq(licenceProofs.serviceId, service.id));
        await db.execute(sql`alter table licence_proofs enable trigger user`);
        await db.insert(licenceProofs).values(
          rows.map(({ kind, outcome, from, length, withdrawn }) => ({
            serviceId: service.id,
            kind,
            outcome,
            summary: "s",
            provenAt: days(from),
            expiresAt: days(from + length),
            recordedBy: org.people.developer.id,
            withdrawnAt: withdrawn ? org.now : null,
          })),
        );
        const at = days(offset);
        const proofs = (await loadNewestProofs(db, [service.id])).get(service.id) ?? [];
        const { rows: answers } = await db.execute<{ licensed: boolean }>(
          sql`select service_is_licensed(${service.id}::uuid, ${at.toISOString()}::timestamptz) as licensed`,
        );
        const judged = continuousLicence({ name: "ledger", cadence: "continuous" }, proofs, at, "UTC");
        expect(answers[0]?.licensed).toBe(judged.licensed);
      }),
      { numRuns: 60 },
    );
  });
});
