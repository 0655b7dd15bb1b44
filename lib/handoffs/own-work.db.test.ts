import { call } from "@orpc/server";
import { beforeEach, describe, expect, it } from "vitest";
import { contextAs, refusalFrom } from "@/db/testing/call-as";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { actorOf, aPerson, type TestPerson, tokenActorOf } from "@/db/testing/person";
import { aQaGroup } from "@/db/testing/qa-group";
import { aBuild, anAcceptedRelease, aRelease } from "@/db/testing/release";
import { anApproval, aSlot } from "@/db/testing/slot";
import { testDatabase } from "@/db/testing/test-database";
import { approvalsProcedures } from "@/lib/approvals/procedures";
import type { Actor } from "@/lib/auth/actor";
import { tokenPermissions } from "@/lib/domain/permission";
import { peopleProcedures } from "@/lib/people/procedures";
import { handoffsProcedures } from "./procedures";

const { db } = testDatabase();
let organisation: Organisation;
/** Writes code, tests it for others, and signs for others. */
let bo: TestPerson;

beforeEach(async () => {
  organisation = await buildOrganisation(db);
  const roles = [{ role: "developer" }, { role: "qa" }, { role: "release_manager" }] as const;
  bo = await aPerson(db, { name: `Bo ${crypto.randomUUID()}`, roles: [...roles] });
});

const as = (actor: Actor) => contextAs(actor, organisation.now);
const build = (letter: string, more: object = {}) => ({
  service: organisation.services.ledger.id,
  version: "23.0.0",
  commitSha: letter.repeat(40),
  artifactDigest: `sha256:${letter.repeat(64)}`,
  ...more,
});
const claim = (handoffId: string, person: TestPerson) =>
  call(handoffsProcedures.claim, { handoffId }, as(actorOf(person)));

describe("case 23: nobody judges or approves their own work through another identity of theirs", () => {
  it("a build that one's own token announced is one's own", async () => {
    const token = tokenActorOf(bo, "plan.read", "release.write");
    const { handoffId } = await call(handoffsProcedures.handOver, build("a"), as(token));
    expect(await refusalFrom(claim(handoffId, bo))).toMatchObject({ code: "own_work" });
  });

  it("a commit under another spelling of one's address is one's own, whoever hands it over", async () => {
    const author = { authorEmail: bo.email.toUpperCase() };
    const { handoffId } = await call(
      handoffsProcedures.handOver,
      build("b", author),
      as(actorOf(organisation.people.developer)),
    );
    expect(await refusalFrom(claim(handoffId, bo))).toMatchObject({ code: "own_work" });
    const given = { handoffId, personId: bo.id, reason: "Please." };
    const byColleague = call(handoffsProcedures.reassign, given, as(actorOf(organisation.people.qa)));
    expect(await refusalFrom(byColleague)).toMatchObject({ code: "own_work" });
  });

  it("a commit under another address of one's own, or a build by a second account, is one's own", async () => {
    const second = await aPerson(db, { name: `Bo Again ${crypto.randomUUID()}`, roles: [{ role: "developer" }] });
    const emails = ["Bo@home.example", second.email];
    await call(peopleProcedures.setOtherEmails, { personId: bo.id, emails }, as(actorOf(organisation.people.admin)));
    const developer = as(actorOf(organisation.people.developer));
    const written = await call(handoffsProcedures.handOver, build("1", { authorEmail: "bo@HOME.example" }), developer);
    expect(await refusalFrom(claim(written.handoffId, bo))).toMatchObject({ code: "own_work" });
    const handed = await call(handoffsProcedures.handOver, build("2", { version: "23.0.2" }), as(actorOf(second)));
    expect(await refusalFrom(claim(handed.handoffId, bo))).toMatchObject({ code: "own_work" });
    const { release } = await anAcceptedRelease(db, organisation, { createdBy: second });
    const slot = await aSlot(db, organisation, { releases: [release] });
    await expect(anApproval(db, organisation, slot, bo)).rejects.toMatchObject({
      cause: { constraint: "approvals_not_by_author" },
    });
  });

  it("one commit among others is one's own, whoever wrote the last of them and hands it over", async () => {
    const changes = [
      { title: "Round to the cent", authorEmail: "dana@example.com" },
      { title: "Read rates once", authorEmail: bo.email.toUpperCase() },
      { title: "Tidy", author: "Somebody" },
    ];
    const commits = { authorEmail: "dana@example.com", changes };
    const developer = as(actorOf(organisation.people.developer));
    const { handoffId } = await call(handoffsProcedures.handOver, build("9", commits), developer);
    expect(await refusalFrom(claim(handoffId, bo))).toMatchObject({ code: "own_work" });
    const release = await aRelease(db, organisation, { status: "with_qa" });
    await aBuild(db, organisation, release, commits);
    const slot = await aSlot(db, organisation, { releases: [release] });
    await expect(anApproval(db, organisation, slot, bo)).rejects.toMatchObject({
      cause: { constraint: "approvals_not_by_author" },
    });
  });

  it("what was in an earlier build is in a later one that somebody else made", async () => {
    await call(handoffsProcedures.handOver, build("c"), as(actorOf(bo)));
    const later = await call(handoffsProcedures.handOver, build("d"), as(actorOf(organisation.people.developer)));
    expect(await refusalFrom(claim(later.handoffId, bo))).toMatchObject({ code: "own_work" });
  });

  it("a token neither judges nor signs, whatever it was given and whoever owns it", async () => {
    const { handoffId } = await call(
      handoffsProcedures.handOver,
      build("e"),
      as(actorOf(organisation.people.developer)),
    );
    const token = tokenActorOf(bo, ...tokenPermissions);
    expect(await refusalFrom(call(handoffsProcedures.claim, { handoffId }, as(token)))).toMatchObject({
      code: "forbidden",
    });
    const { release } = await anAcceptedRelease(db, organisation);
    const slot = await aSlot(db, organisation, { releases: [release] });
    const signed = { slotId: slot.id, verdict: "approve", digest: "a".repeat(64) } as const;
    expect(await refusalFrom(call(approvalsProcedures.give, signed, as(token)))).toMatchObject({ code: "forbidden" });
  });

  it("an administrator's account is no way past QA", async () => {
    const { handoffId } = await call(
      handoffsProcedures.handOver,
      build("f"),
      as(actorOf(organisation.people.developer)),
    );
    expect(await refusalFrom(claim(handoffId, organisation.people.admin))).toMatchObject({ code: "forbidden" });
  });
});

describe("case 20: a superseded candidate closes itself and frees its place", () => {
  it("a newer build ends the test of the older one, and its group has room again", async () => {
    await aQaGroup(db, organisation, { limit: 1 });
    const developer = as(actorOf(organisation.people.developer));
    const first = await call(handoffsProcedures.handOver, build("a"), developer);
    await claim(first.handoffId, organisation.people.qa);
    const other = await call(handoffsProcedures.handOver, build("b", { version: "23.0.1" }), developer);
    expect(await refusalFrom(claim(other.handoffId, organisation.people.secondQa))).toMatchObject({
      code: "group_full",
    });
    await call(handoffsProcedures.handOver, build("c"), developer);
    await claim(other.handoffId, organisation.people.secondQa);
    const verdict = { handoffId: first.handoffId, note: "" };
    const late = call(handoffsProcedures.accept, verdict, as(actorOf(organisation.people.qa)));
    expect(await refusalFrom(late)).toMatchObject({ code: "wrong_state" });
  });
});
