import { call } from "@orpc/server";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { auditEvents, handoffs, releases } from "@/db/schema";
import { contextAs, refusalFrom } from "@/db/testing/call-as";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { actorOf, aPerson } from "@/db/testing/person";
import { anAcceptedRelease, aQueuedRelease, aRelease } from "@/db/testing/release";
import { aSlot } from "@/db/testing/slot";
import { testDatabase } from "@/db/testing/test-database";
import { type ReleaseState, releaseStates, releaseTransitions } from "@/lib/domain/release-state";
import { releasesProcedures } from "./procedures";

const { db } = testDatabase();
let organisation: Organisation;
let as: (name: keyof Organisation["people"]) => ReturnType<typeof contextAs>;

beforeEach(async () => {
  organisation = await buildOrganisation(db);
  as = (name) => contextAs(actorOf(organisation.people[name]), organisation.now);
});

async function row(releaseId: string) {
  const [found] = await db.select().from(releases).where(eq(releases.id, releaseId));
  return found;
}
const ofShop = async () => {
  const person = await aPerson(db, {
    name: `Shop Developer ${crypto.randomUUID()}`,
    roles: [{ role: "developer", teamId: organisation.teams.shop.id }],
  });
  return contextAs(actorOf(person), organisation.now);
};
const stakeholderOfShop = async () => {
  const person = await aPerson(db, {
    name: `Shop Stakeholder ${crypto.randomUUID()}`,
    roles: [{ role: "stakeholder", teamId: organisation.teams.shop.id }],
  });
  return contextAs(actorOf(person), organisation.now);
};

describe("making a release", () => {
  it("is a draft with its audit row; the same version again is refused", async () => {
    const input = {
      serviceId: organisation.services.ledger.id,
      version: "4.0.0",
      summary: "Rounding",
      kind: "fix" as const,
    };
    const { releaseId } = await call(releasesProcedures.create, input, as("developer"));
    expect(await row(releaseId)).toMatchObject({ status: "draft", summary: "Rounding", kind: "fix" });
    expect(await refusalFrom(call(releasesProcedures.create, input, as("developer")))).toMatchObject({
      code: "name_taken",
    });
    const events = await db.select().from(auditEvents).where(eq(auditEvents.releaseId, releaseId));
    expect(events.map(({ action }) => action)).toEqual(["release.created"]);
  });

  it("is for the teams of one's role", async () => {
    const input = { serviceId: organisation.services.ledger.id, version: "4.0.1" };
    expect(await refusalFrom(call(releasesProcedures.create, input, await ofShop()))).toMatchObject({
      code: "forbidden",
    });
    expect(await refusalFrom(call(releasesProcedures.create, input, as("stakeholder")))).toMatchObject({
      code: "forbidden",
    });
  });

  it.each([
    ["version", "../../etc"],
    ["version", ""],
    ["summary", "x".repeat(501)],
    ["summary", "a\u0000b"],
    ["downtimeMinutes", -1],
    ["downtimeMinutes", 1.5],
    ["kind", "emergency"],
    ["status", "released"],
  ])("refuses %s = %j and names the field", async (field, value) => {
    const input = { serviceId: organisation.services.ledger.id, version: "4.1.0", [field]: value };
    const refusal = await refusalFrom(call(releasesProcedures.create, input, as("developer")));
    expect(refusal).toMatchObject({ code: "invalid_input", field });
  });
});

describe("changing a release", () => {
  it("changes only what is given, and says in the history what that was", async () => {
    const release = await aRelease(db, organisation, { summary: "Before", rollbackPlan: "Deploy the one before." });
    const input = { releaseId: release.id, summary: "After", downtimeMinutes: 0 };
    expect(await call(releasesProcedures.change, input, as("developer"))).toEqual({ changed: ["summary"] });
    expect(await row(release.id)).toMatchObject({ summary: "After", rollbackPlan: "Deploy the one before." });
    expect(await call(releasesProcedures.change, input, as("developer"))).toEqual({ changed: [] });
    const events = await db.select().from(auditEvents).where(eq(auditEvents.releaseId, release.id));
    expect(events.map(({ data }) => data)).toEqual([{ fields: ["summary"], summary: "After" }]);
  });

  it.each(releaseStates)(
    "%s: only until QA has accepted it, so that no feature turns into a hotfix before a freeze",
    async (status) => {
      const release = await aRelease(db, organisation, { status });
      const changing = call(releasesProcedures.change, { releaseId: release.id, kind: "hotfix" }, as("developer"));
      if (["draft", "with_qa", "with_dev"].includes(status)) await changing;
      else expect(await refusalFrom(changing)).toMatchObject({ code: "wrong_state" });
    },
  );

  it("keeps the version once there is a build, and takes none that is taken", async () => {
    const { release } = await aQueuedRelease(db, organisation);
    const renamed = { releaseId: release.id, version: "9.9.9" };
    expect(await refusalFrom(call(releasesProcedures.change, renamed, as("developer")))).toMatchObject({
      code: "wrong_state",
      field: "version",
    });
    const draft = await aRelease(db, organisation);
    const taken = { releaseId: draft.id, version: release.version };
    expect(await refusalFrom(call(releasesProcedures.change, taken, as("developer")))).toMatchObject({
      code: "name_taken",
    });
    await call(releasesProcedures.change, { releaseId: draft.id, version: "9.9.9" }, as("developer"));
    expect((await row(draft.id))?.version).toBe("9.9.9");
  });
});

describe("leaving the plan and coming back", () => {
  const ends = (status: ReleaseState) => ({
    withdraw: "withdrawn" in releaseTransitions[status],
    tryAgain: "tried_again" in releaseTransitions[status],
    sendBack: "sent_back" in releaseTransitions[status],
  });

  it.each(releaseStates)("%s: exactly the arrows of the table, each other is refused", async (status) => {
    const allowed = ends(status);
    for (const name of ["withdraw", "tryAgain", "sendBack"] as const) {
      const release = await aRelease(db, organisation, { status });
      const reason = { releaseId: release.id, reason: "Because." };
      const done = {
        withdraw: () => call(releasesProcedures.withdraw, reason, as("developer")),
        tryAgain: () => call(releasesProcedures.tryAgain, { releaseId: release.id }, as("developer")),
        sendBack: () => call(releasesProcedures.sendBack, reason, as("developer")),
      }[name];
      if (allowed[name]) expect((await done()).status).toBe((await row(release.id))?.status);
      else expect(await refusalFrom(done())).toMatchObject({ code: "wrong_state" });
    }
  });

  it("does not withdraw what stands in a slot, and names the slot", async () => {
    const { release } = await anAcceptedRelease(db, organisation);
    const slot = await aSlot(db, organisation, { releases: [release] });
    const reason = { releaseId: release.id, reason: "Because." };
    const refusal = await refusalFrom(call(releasesProcedures.withdraw, reason, as("developer")));
    expect(refusal).toMatchObject({ code: "in_use", rules: [{ id: slot.id }] });
  });

  it("ends the live turn of what is withdrawn or sent back, so that no acceptance outlives it", async () => {
    const gone = await aQueuedRelease(db, organisation);
    await call(releasesProcedures.withdraw, { releaseId: gone.release.id, reason: "No." }, as("developer"));
    const back = await anAcceptedRelease(db, organisation);
    await db.update(releases).set({ status: "departing" }).where(eq(releases.id, back.release.id));
    await db.update(releases).set({ status: "failed" }).where(eq(releases.id, back.release.id));
    await call(releasesProcedures.sendBack, { releaseId: back.release.id, reason: "Broken." }, as("developer"));
    for (const { handoff } of [gone, back]) {
      const [turn] = await db.select().from(handoffs).where(eq(handoffs.id, handoff.id));
      expect(turn).toMatchObject({ status: "withdrawn", endedAt: organisation.now });
    }
  });

  it("keeps the acceptance of what is tried again", async () => {
    const { release, handoff } = await anAcceptedRelease(db, organisation);
    await db.update(releases).set({ status: "departing" }).where(eq(releases.id, release.id));
    await db.update(releases).set({ status: "failed" }).where(eq(releases.id, release.id));
    await call(releasesProcedures.tryAgain, { releaseId: release.id }, as("developer"));
    expect((await row(release.id))?.status).toBe("accepted");
    const [turn] = await db.select().from(handoffs).where(eq(handoffs.id, handoff.id));
    expect(turn?.status).toBe("accepted");
  });

  it("is for the teams of one's role", async () => {
    const release = await aRelease(db, organisation, { status: "failed" });
    const context = await ofShop();
    const reason = { releaseId: release.id, reason: "Because." };
    for (const refused of [
      () => call(releasesProcedures.withdraw, reason, context),
      () => call(releasesProcedures.tryAgain, { releaseId: release.id }, context),
      () => call(releasesProcedures.sendBack, reason, context),
      () => call(releasesProcedures.change, { releaseId: release.id, summary: "Mine" }, context),
    ]) {
      expect(await refusalFrom(refused())).toMatchObject({ code: "forbidden" });
    }
  });
});

describe("who sees a release", () => {
  it("everybody who works here, and a team's stakeholder only that team's: the rest is as if it were not there", async () => {
    const ours = await aRelease(db, organisation, { service: organisation.services.search });
    const theirs = await aRelease(db, organisation);
    const context = await stakeholderOfShop();
    expect((await call(releasesProcedures.detail, { releaseId: ours.id }, context)).id).toBe(ours.id);
    for (const hidden of [
      () => call(releasesProcedures.detail, { releaseId: theirs.id }, context),
      () => call(releasesProcedures.history, { releaseId: theirs.id }, context),
    ]) {
      expect(await refusalFrom(hidden())).toMatchObject({ code: "not_found" });
    }
    const seen = await call(releasesProcedures.list, { limit: 200 }, context);
    expect(seen.releases.map(({ id }) => id)).toContain(ours.id);
    expect(seen.releases.every(({ team }) => team.id === organisation.teams.shop.id)).toBe(true);
    expect(seen.total).toBe(seen.releases.length);
    const choices = await call(releasesProcedures.choices, {}, context);
    expect(choices.teams.map(({ id }) => id)).toEqual([organisation.teams.shop.id]);
    // A developer of another team reads everything and may change nothing of it.
    const detail = await call(releasesProcedures.detail, { releaseId: theirs.id }, await ofShop());
    expect(detail.may).toEqual({ write: false, judge: false, book: false });
  });
});
