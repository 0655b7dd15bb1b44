import { eq, sql } from "drizzle-orm";
import { encode } from "next-auth/jwt";
import { beforeAll, describe, expect, it } from "vitest";
import { apiTokens, people, roleGrants } from "@/db/schema";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { aPerson, type TestPerson } from "@/db/testing/person";
import { testDatabase } from "@/db/testing/test-database";
import type { Permission } from "@/lib/domain/permission";
import { isMember, may } from "./actor";
import { apiTokenPrefix } from "./load-token";
import { resolveActor } from "./resolve-actor";
import { newToken } from "./secret";
import { writeSession } from "./session-token";

const { db } = testDatabase();
const now = new Date("2026-11-23T09:00:00Z");
let organisation: Organisation;
beforeAll(async () => {
  organisation = await buildOrganisation(db);
});

const visitor = { kind: "visitor" };
const bySession = async (claims: { personId: string; sessionVersion: number }) =>
  resolveActor(db, { sessionToken: await writeSession(claims) }, now);

describe("a session", () => {
  it("is its person with the roles of this moment", async () => {
    const person = await aPerson(db, { name: "Momentary", roles: [{ role: "developer" }] });
    const claims = { personId: person.id, sessionVersion: 1 };
    expect(may(await bySession(claims), "slot.book", organisation.teams.shop.id)).toBe(true);
    await db.delete(roleGrants).where(eq(roleGrants.personId, person.id));
    const after = await bySession(claims);
    expect(after).toMatchObject({ kind: "person", personId: person.id });
    expect(may(after, "slot.book", organisation.teams.shop.id)).toBe(false);
  });

  it("ends with the next request when the person is signed out everywhere or disabled", async () => {
    const person = await aPerson(db, { name: "Leaving", roles: [{ role: "qa" }] });
    const claims = { personId: person.id, sessionVersion: 1 };
    expect(await bySession(claims)).toMatchObject({ kind: "person" });
    await db.update(people).set({ sessionVersion: 2 }).where(eq(people.id, person.id));
    expect(await bySession(claims)).toEqual(visitor);
    expect(await bySession({ ...claims, sessionVersion: 2 })).toMatchObject({ kind: "person" });
    await db.update(people).set({ disabledAt: now }).where(eq(people.id, person.id));
    expect(await bySession({ ...claims, sessionVersion: 2 })).toEqual(visitor);
  });

  it("counts for nothing when it is forged, made under another secret, expired, or says no version", async () => {
    const claims = { personId: organisation.people.admin.id, sessionVersion: 1 };
    const secret = "another secret, of somebody else's installation";
    const { derivedKey } = await import("./secret");
    const own = derivedKey("session");
    for (const sessionToken of [
      "nonsense",
      JSON.stringify(claims),
      await encode({ token: claims, secret }),
      await encode({ token: claims, secret: own, maxAge: -60 }),
      await encode({ token: { personId: claims.personId }, secret: own }),
    ])
      expect(await resolveActor(db, { sessionToken }, now)).toEqual(visitor);
  });
});

async function aToken(owner: TestPerson, permissions: Permission[], more: Partial<typeof apiTokens.$inferInsert> = {}) {
  const { token, hash } = newToken(apiTokenPrefix);
  const values = { name: "pipeline", prefix: token.slice(0, 10), tokenHash: hash, ownerId: owner.id, ...more };
  const [row] = await db
    .insert(apiTokens)
    .values({ ...values, permissions: permissions as (typeof apiTokens.$inferInsert)["permissions"] })
    .returning();
  if (!row) throw new Error("the token was not inserted");
  return { id: row.id, ask: (at = now) => resolveActor(db, { authorization: `Bearer ${token}` }, at), token };
}

describe("an API token", () => {
  it("has what both it and its owner's roles allow, no more", async () => {
    const { teams, people: staff } = organisation;
    const { ask } = await aToken(staff.developer, ["plan.read", "slot.open"]);
    const actor = await ask();
    expect(actor).toMatchObject({ kind: "token", personId: staff.developer.id, grants: [] });
    expect(may(actor, "plan.read", null)).toBe(true);
    expect(may(actor, "slot.book", teams.payments.id)).toBe(false);
    // In the token, but not in the owner's roles.
    expect(may(actor, "slot.open", teams.payments.id)).toBe(false);
  });

  it("reaches one team at most when it is limited to it, in reading too", async () => {
    const { teams, people: staff } = organisation;
    const { ask } = await aToken(staff.developer, ["plan.read", "slot.book"], { teamId: teams.payments.id });
    const actor = await ask();
    expect(may(actor, "slot.book", teams.payments.id)).toBe(true);
    expect(may(actor, "slot.book", teams.shop.id)).toBe(false);
    expect(isMember(actor) && actor.permissions.get("plan.read")).toEqual([teams.payments.id]);
  });

  it("never gets a permission that only people have, even when a row says so (case 23)", async () => {
    const { ask, id } = await aToken(organisation.people.releaseManager, ["plan.read"]);
    await db
      .update(apiTokens)
      .set({ permissions: sql`array['plan.read','approval.give','people.manage']` })
      .where(eq(apiTokens.id, id));
    const actor = await ask();
    expect(may(actor, "approval.give", null)).toBe(false);
    expect(may(actor, "people.manage", null)).toBe(false);
  });

  it("loses with its owner what the owner loses, and dies while the owner is locked out", async () => {
    const owner = await aPerson(db, { name: "Owner", roles: [{ role: "developer" }] });
    const { ask } = await aToken(owner, ["release.write"]);
    expect(may(await ask(), "release.write", organisation.teams.shop.id)).toBe(true);
    await db.delete(roleGrants).where(eq(roleGrants.personId, owner.id));
    expect(may(await ask(), "release.write", organisation.teams.shop.id)).toBe(false);
    await db.update(people).set({ disabledAt: now }).where(eq(people.id, owner.id));
    expect(await ask()).toEqual(visitor);
  });

  it("is nobody once it is revoked or expired, at the very second", async () => {
    const expiresAt = new Date("2026-12-01T00:00:00Z");
    const { ask, id } = await aToken(organisation.people.developer, ["plan.read"], { expiresAt });
    expect(await ask(new Date("2026-11-30T23:59:59.999Z"))).toMatchObject({ kind: "token" });
    expect(await ask(expiresAt)).toEqual(visitor);
    await db.update(apiTokens).set({ revokedAt: now }).where(eq(apiTokens.id, id));
    expect(await ask()).toEqual(visitor);
  });

  it("does not fall back to the cookie of whoever sits at the browser", async () => {
    const sessionToken = await writeSession({ personId: organisation.people.admin.id, sessionVersion: 1 });
    for (const authorization of ["Bearer sbx_wrong", "Bearer", "Basic YWRtaW46YWRtaW4=", "Bearer sbx_a sbx_b"])
      expect(await resolveActor(db, { authorization, sessionToken }, now)).toEqual(visitor);
  });

  it("remembers to the minute when it was last used", async () => {
    const { ask, id } = await aToken(organisation.people.developer, ["plan.read"]);
    const lastUsed = async () =>
      (await db.select().from(apiTokens).where(eq(apiTokens.id, id)))[0]?.lastUsedAt?.toISOString();
    await ask();
    await ask(new Date(now.getTime() + 30_000));
    expect(await lastUsed()).toBe(now.toISOString());
    const later = new Date(now.getTime() + 61_000);
    await ask(later);
    expect(await lastUsed()).toBe(later.toISOString());
  });
});
