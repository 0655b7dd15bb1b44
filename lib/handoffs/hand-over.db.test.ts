import { randomBytes } from "node:crypto";
import { call } from "@orpc/server";
import { and, eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { auditEvents, builds, handoffs, releases, services } from "@/db/schema";
import { contextAs, refusalFrom } from "@/db/testing/call-as";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { actorOf, aPerson, tokenActorOf } from "@/db/testing/person";
import { anAcceptedRelease, aQueuedRelease, aRelease } from "@/db/testing/release";
import { testDatabase } from "@/db/testing/test-database";
import type { ReleaseState } from "@/lib/domain/release-state";
import { handoffsProcedures } from "./procedures";

const { db, connectAgain } = testDatabase();
const hex = (bytes: number) => randomBytes(bytes).toString("hex");
const aBuildOf = (service: string, version: string) => ({
  service,
  version,
  commitSha: hex(20),
  artifactDigest: `sha256:${hex(32)}`,
});

let organisation: Organisation;
let as: (name: keyof Organisation["people"]) => ReturnType<typeof contextAs>;

beforeEach(async () => {
  organisation = await buildOrganisation(db);
  as = (name) => contextAs(actorOf(organisation.people[name]), organisation.now);
});

const statusOf = async (releaseId: string) =>
  (await db.select({ status: releases.status }).from(releases).where(eq(releases.id, releaseId)))[0]?.status;

describe("handing a build over", () => {
  it("makes release, build and turn together, with their audit rows in the release's history", async () => {
    const { ledger } = organisation.services;
    const build = aBuildOf(ledger.id, "2.0.0");
    const made = await call(
      handoffsProcedures.handOver,
      {
        ...build,
        changes: [{ title: "Rounding" }],
        changedLines: 12,
        checks: { passed: 3, total: 4 },
        authorEmail: "Dana.Developer@example.com",
        release: { kind: "hotfix", databaseChange: "breaking", downtimeMinutes: 40 },
      },
      as("developer"),
    );
    expect(made).toMatchObject({ number: 1, round: 1, created: true, releaseCreated: true });
    const [release] = await db.select().from(releases).where(eq(releases.id, made.releaseId));
    expect(release).toMatchObject({
      status: "with_qa",
      kind: "hotfix",
      databaseChange: "breaking",
      downtimeMinutes: 40,
    });
    expect(release?.statusSince).toEqual(organisation.now);
    const [row] = await db.select().from(builds).where(eq(builds.id, made.buildId));
    expect(row).toMatchObject({ source: "person", changedLines: 12, checks: { passed: 3, total: 4 } });
    const events = await db.select().from(auditEvents).where(eq(auditEvents.releaseId, made.releaseId));
    expect(events.map((event) => event.action).sort()).toEqual(["build.handed_over", "release.created"]);
  });

  it("finds the service by its name in any case, and counts a token's build as its owner's", async () => {
    const { ledger } = organisation.services;
    const pipeline = tokenActorOf(organisation.people.developer, "release.write", "plan.read");
    const made = await call(
      handoffsProcedures.handOver,
      aBuildOf(ledger.name.toUpperCase(), "2.0.0"),
      contextAs(pipeline, organisation.now),
    );
    const [build] = await db.select().from(builds).where(eq(builds.id, made.buildId));
    expect(build).toMatchObject({ source: "pipeline", createdBy: organisation.people.developer.id });
  });

  it("gives the same build for the same artifact, whatever else is announced and whatever became of the release", async () => {
    const build = aBuildOf(organisation.services.ledger.id, "2.0.0");
    const first = await call(handoffsProcedures.handOver, build, as("developer"));
    const before = await db.select().from(auditEvents).where(eq(auditEvents.releaseId, first.releaseId));
    const changed = { ...build, commitSha: hex(20), changedLines: 99, note: "again" };
    const again = await call(handoffsProcedures.handOver, changed, as("developer"));
    expect(again).toEqual({ ...first, created: false, releaseCreated: false });
    await call(handoffsProcedures.handOver, aBuildOf(organisation.services.ledger.id, "2.0.0"), as("developer"));
    expect(await call(handoffsProcedures.handOver, build, as("developer"))).toMatchObject({
      number: 1,
      created: false,
    });
    const after = await db.select().from(auditEvents).where(eq(auditEvents.releaseId, first.releaseId));
    // One row for the second build and one for the turn it superseded; none for the repeats.
    expect(after.length).toBe(before.length + 2);
  });

  it.each<[ReleaseState, string]>([
    ["departing", "departing"],
    ["failed", "failed"],
    ["released", "released"],
    ["rolled_back", "rolled back"],
    ["withdrawn", "withdrawn"],
  ])("is refused for a release that is %s, and leaves nothing behind", async (status, word) => {
    const release = await aRelease(db, organisation, { status });
    const build = aBuildOf(organisation.services.ledger.id, release.version);
    const refusal = await refusalFrom(call(handoffsProcedures.handOver, build, as("developer")));
    expect(refusal).toMatchObject({ code: "wrong_state" });
    expect(refusal.message).toContain(word);
    expect(await db.$count(builds, eq(builds.releaseId, release.id))).toBe(0);
  });

  it("supersedes what waits, what is in test and what was accepted", async () => {
    const queued = await aQueuedRelease(db, organisation);
    const testing = await aQueuedRelease(db, organisation);
    await call(handoffsProcedures.claim, { handoffId: testing.handoff.id }, as("qa"));
    const accepted = await anAcceptedRelease(db, organisation);
    for (const { release, handoff } of [queued, testing, accepted]) {
      const build = aBuildOf(organisation.services.ledger.id, release.version);
      await call(handoffsProcedures.handOver, build, as("developer"));
      const [ended] = await db.select().from(handoffs).where(eq(handoffs.id, handoff.id));
      expect(ended).toMatchObject({ status: "superseded", endedAt: organisation.now });
      expect(await statusOf(release.id)).toBe("with_qa");
    }
    const [verdict] = await db.select().from(handoffs).where(eq(handoffs.id, accepted.handoff.id));
    expect(verdict?.verdict).toBe("accepted");
  });

  it("is refused for an unknown or archived service, another team's, and without the permission", async () => {
    const unknown = await refusalFrom(call(handoffsProcedures.handOver, aBuildOf("no such", "1"), as("developer")));
    expect(unknown).toMatchObject({ code: "not_found", field: "service" });

    const { search, checkout } = organisation.services;
    const ofPayments = await aPerson(db, {
      name: `Pia Payments ${hex(3)}`,
      roles: [{ role: "developer", teamId: organisation.teams.payments.id }],
    });
    const pia = contextAs(actorOf(ofPayments), organisation.now);
    expect(await refusalFrom(call(handoffsProcedures.handOver, aBuildOf(search.id, "1.0"), pia))).toMatchObject({
      code: "forbidden",
    });
    expect(await db.$count(releases, and(eq(releases.serviceId, search.id), eq(releases.version, "1.0")))).toBe(0);
    expect((await call(handoffsProcedures.handOver, aBuildOf(checkout.id, "1.0"), pia)).created).toBe(true);

    expect(await refusalFrom(call(handoffsProcedures.handOver, aBuildOf(checkout.id, "1.1"), as("qa")))).toMatchObject({
      code: "forbidden",
    });
    await db.update(services).set({ archivedAt: organisation.now }).where(eq(services.id, checkout.id));
    expect(
      await refusalFrom(call(handoffsProcedures.handOver, aBuildOf(checkout.id, "1.2"), as("developer"))),
    ).toMatchObject({ code: "wrong_state", field: "service" });
  });

  it.each([
    ["commitSha", "HEAD"],
    ["artifactDigest", "latest"],
    ["version", "1.0/../../2"],
    ["authorEmail", "not an address"],
    ["runUrl", "javascript:alert(1)"],
    ["changedLines", -1],
    ["unknown", true],
  ])("refuses %s = %s and names the field", async (field, value) => {
    const build = { ...aBuildOf(organisation.services.ledger.id, "3.0.0"), [field]: value };
    const refusal = await refusalFrom(call(handoffsProcedures.handOver, build, as("developer")));
    expect(refusal).toMatchObject({ code: "invalid_input", field });
  });
});

describe("two hand-overs at once", () => {
  it("announce the first build of a version twice: one release, one build, both get it", async () => {
    const other = connectAgain();
    const build = aBuildOf(organisation.services.ledger.id, "9.0.0");
    const actor = actorOf(organisation.people.developer);
    const made = await Promise.all([
      call(handoffsProcedures.handOver, build, contextAs(actor, organisation.now)),
      call(handoffsProcedures.handOver, build, contextAs(actor, organisation.now, other.db)),
    ]);
    expect(made.map(({ created }) => created).sort()).toEqual([false, true]);
    expect(new Set(made.map(({ buildId }) => buildId)).size).toBe(1);
    expect(made.map(({ releaseCreated }) => releaseCreated).sort()).toEqual([false, true]);
  });

  it("of different builds: rc 1 and rc 2, and only the later one is live", async () => {
    const other = connectAgain();
    const actor = actorOf(organisation.people.developer);
    const { id } = organisation.services.ledger;
    const made = await Promise.all(
      [db, other.db, db, other.db].map((each) =>
        call(handoffsProcedures.handOver, aBuildOf(id, "9.1.0"), contextAs(actor, organisation.now, each)),
      ),
    );
    expect(made.map(({ number }) => number).sort()).toEqual([1, 2, 3, 4]);
    const turns = await db
      .select()
      .from(handoffs)
      .where(eq(handoffs.releaseId, made[0]?.releaseId ?? ""));
    expect(turns.map(({ round, status }) => [round, status]).sort()).toEqual([
      [1, "superseded"],
      [2, "superseded"],
      [3, "superseded"],
      [4, "queued"],
    ]);
  });
});
