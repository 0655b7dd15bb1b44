import { call } from "@orpc/server";
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { apiTokens, auditEvents } from "@/db/schema";
import { contextAs, refusalFrom } from "@/db/testing/call-as";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { actorOf, aPerson, type TestPerson, tokenActorOf } from "@/db/testing/person";
import { testDatabase } from "@/db/testing/test-database";
import { resolveActor } from "@/lib/auth/resolve-actor";
import { accessProcedures } from "./procedures";

const { db } = testDatabase();
let organisation: Organisation;
beforeAll(async () => {
  organisation = await buildOrganisation(db);
});

const as = (person: TestPerson) => contextAs(actorOf(person), organisation.now);
type Input = Parameters<typeof make>[1];
const make = (
  person: TestPerson,
  input: {
    permissions: ("plan.read" | "release.write" | "slot.book" | "slot.open")[];
    teamId?: string;
    expiresAt?: string;
  },
) => call(accessProcedures.createToken, { name: "checkout pipeline", ...input }, as(person));
const refused = (person: TestPerson, input: Input) => refusalFrom(make(person, input));

describe("an API token", () => {
  it("is shown once and stored as a hash that it signs in with", async () => {
    const { developer } = organisation.people;
    const { token, tokenId } = await make(developer, { permissions: ["release.write"] });
    expect(token).toMatch(/^sbx_[\w-]{43}$/);
    expect(await resolveActor(db, { authorization: `Bearer ${token}` }, organisation.now)).toMatchObject({ tokenId });
    const [row] = await db.select().from(apiTokens).where(eq(apiTokens.id, tokenId));
    const log = await db.select().from(auditEvents).where(eq(auditEvents.subjectId, tokenId));
    const list = await call(accessProcedures.tokens, undefined, as(developer));
    expect(JSON.stringify([row, log, list])).not.toContain(token.slice(12));
    expect(JSON.stringify(list)).not.toContain(row?.tokenHash);
    expect(log).toMatchObject([{ action: "token.created", subjectName: "checkout pipeline" }]);
  });

  it("cannot be given what its owner lacks, neither in kind nor in reach", async () => {
    const { teams, people } = organisation;
    expect(await refused(people.developer, { permissions: ["plan.read", "slot.open"] })).toMatchObject({
      code: "forbidden",
      field: "permissions",
      rules: [{ reason: expect.stringContaining("slot.open") }],
    });
    const ofShop = await aPerson(db, { name: "Shop Only", roles: [{ role: "developer", teamId: teams.shop.id }] });
    expect(await refused(ofShop, { permissions: ["slot.book"], teamId: teams.payments.id })).toMatchObject({
      code: "forbidden",
    });
    await make(ofShop, { permissions: ["slot.book"], teamId: teams.shop.id });
  });

  it.each(["approval.give", "handoff.judge", "people.manage", "", "plan.read' --"])(
    "cannot be given %j at all",
    async (permission) => {
      expect(await refused(organisation.people.admin, { permissions: [permission as "plan.read"] })).toMatchObject({
        code: "invalid_input",
      });
    },
  );

  it("needs a permission, a future, a team that exists, and a zone in its expiry", async () => {
    const { developer } = organisation.people;
    const permissions: Input["permissions"] = ["plan.read"];
    expect(await refused(developer, { permissions: [] })).toMatchObject({ field: "permissions" });
    expect(await refused(developer, { permissions: ["plan.read", "plan.read"] })).toMatchObject({
      field: "permissions",
    });
    const over = organisation.now.toISOString();
    expect(await refused(developer, { permissions, expiresAt: over })).toMatchObject({ code: "in_the_past" });
    expect(await refused(developer, { permissions, expiresAt: "2027-01-01T00:00:00" })).toMatchObject({
      code: "invalid_input",
      field: "expiresAt",
    });
    expect(await refused(developer, { permissions, teamId: organisation.window.id })).toMatchObject({
      code: "not_found",
      field: "teamId",
    });
  });

  it("is its owner's alone: another person neither sees nor ends it, who manages people does both", async () => {
    const { developer, secondDeveloper, admin } = organisation.people;
    const { tokenId } = await make(developer, { permissions: ["plan.read"] });
    const seenBy = async (person: TestPerson) =>
      (await call(accessProcedures.tokens, undefined, as(person))).tokens.some(({ id }) => id === tokenId);
    expect(await seenBy(secondDeveloper)).toBe(false);
    expect(await refusalFrom(call(accessProcedures.revokeToken, { tokenId }, as(secondDeveloper)))).toMatchObject({
      status: 404,
    });
    expect(await seenBy(admin)).toBe(true);
    await call(accessProcedures.revokeToken, { tokenId }, as(admin));
    await call(accessProcedures.revokeToken, { tokenId }, as(developer));
    const events = await db.select().from(auditEvents).where(eq(auditEvents.subjectId, tokenId));
    expect(events.map(({ action }) => action).toSorted()).toEqual(["token.created", "token.revoked"]);
  });

  it("makes no tokens itself", async () => {
    const actor = tokenActorOf(organisation.people.developer, "plan.read", "release.write");
    const input = { name: "child", permissions: ["plan.read" as const] };
    const asToken = contextAs(actor, organisation.now);
    expect(await refusalFrom(call(accessProcedures.createToken, input, asToken))).toMatchObject({ code: "forbidden" });
  });
});
