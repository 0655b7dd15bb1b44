import { call } from "@orpc/server";
import { and, desc, eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { auditEvents, people, roleGrants } from "@/db/schema";
import { contextAs, refusalFrom } from "@/db/testing/call-as";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { actorOf, aPerson, type TestPerson } from "@/db/testing/person";
import { testDatabase } from "@/db/testing/test-database";
import { peopleProcedures } from "./procedures";

const database = testDatabase();
const { db } = database;
let organisation: Organisation;
beforeAll(async () => {
  organisation = await buildOrganisation(db);
  await givePasswords();
});

/** Whoever has none cannot sign in, and so does not count as an admin. */
const givePasswords = () => db.update(people).set({ passwordHash: "of no importance here" });

const as = (person: TestPerson, reader = db) => contextAs(actorOf(person), organisation.now, reader);
const admin = () => organisation.people.admin;
const grantOf = async (person: TestPerson, role: "admin" | "qa") => {
  const [grant] = await db
    .select()
    .from(roleGrants)
    .where(and(eq(roleGrants.personId, person.id), eq(roleGrants.role, role)));
  return grant?.id ?? "";
};
const logOf = (person: TestPerson) =>
  db.select().from(auditEvents).where(eq(auditEvents.subjectId, person.id)).orderBy(desc(auditEvents.id));

describe("the last admin", () => {
  it("cannot be locked out, and cannot lose the role", async () => {
    const personId = admin().id;
    expect(await refusalFrom(call(peopleProcedures.disable, { personId }, as(admin())))).toMatchObject({
      code: "last_admin",
    });
    const grantId = await grantOf(admin(), "admin");
    expect(await refusalFrom(call(peopleProcedures.revokeRole, { personId, grantId }, as(admin())))).toMatchObject({
      code: "last_admin",
    });
    const [row] = await db.select().from(people).where(eq(people.id, personId));
    expect(row).toMatchObject({ disabledAt: null, sessionVersion: 1 });
  });

  it("is not one who is locked out, nor one whose role is limited to a team", async () => {
    const locked = await aPerson(db, { name: "Locked Admin", roles: [{ role: "admin" }] });
    await db.update(people).set({ disabledAt: organisation.now }).where(eq(people.id, locked.id));
    await aPerson(db, { name: "Team Admin", roles: [{ role: "admin", teamId: organisation.teams.shop.id }] });
    await givePasswords();
    expect(await refusalFrom(call(peopleProcedures.disable, { personId: admin().id }, as(admin())))).toMatchObject({
      code: "last_admin",
    });
  });

  it("is not one who has no way to sign in, as the example organisation's", async () => {
    const example = await aPerson(db, { name: "Example Admin", roles: [{ role: "admin" }] });
    const lockOut = () => call(peopleProcedures.disable, { personId: admin().id }, as(admin()));
    expect(await refusalFrom(lockOut())).toMatchObject({ code: "last_admin" });
    await db.delete(people).where(eq(people.id, example.id));
  });

  it("stays when two admins lock each other out at the same moment", async () => {
    const other = await aPerson(db, { name: "Other Admin", roles: [{ role: "admin" }] });
    await givePasswords();
    const second = database.connectAgain();
    const outcomes = await Promise.allSettled([
      call(peopleProcedures.disable, { personId: other.id }, as(admin())),
      call(peopleProcedures.disable, { personId: admin().id }, as(other, second.db)),
    ]);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await db.update(people).set({ disabledAt: null });
  });
});

describe("roles", () => {
  it("count from the moment they are given until they are taken, and each change is on record", async () => {
    const person = await aPerson(db, { name: "Changing", roles: [] });
    const input = { personId: person.id, role: "qa" as const, teamId: organisation.teams.shop.id };
    const { grantId } = await call(peopleProcedures.grantRole, input, as(admin()));
    expect(await refusalFrom(call(peopleProcedures.grantRole, input, as(admin())))).toMatchObject({
      code: "name_taken",
    });
    await call(peopleProcedures.revokeRole, { personId: person.id, grantId }, as(admin()));
    expect(
      await refusalFrom(call(peopleProcedures.revokeRole, { personId: person.id, grantId }, as(admin()))),
    ).toMatchObject({ code: "not_found" });
    expect((await logOf(person)).map((row) => row.action)).toEqual(["role.revoked", "role.granted"]);
  });

  it("of one person cannot be taken through another", async () => {
    const grantId = await grantOf(organisation.people.qa, "qa");
    const personId = organisation.people.developer.id;
    expect(await refusalFrom(call(peopleProcedures.revokeRole, { personId, grantId }, as(admin())))).toMatchObject({
      code: "not_found",
    });
    expect(await grantOf(organisation.people.qa, "qa")).toBe(grantId);
  });
});

describe("locking out", () => {
  it("ends the sessions for good: letting in again needs a new one", async () => {
    const person = await aPerson(db, { name: "Back Again", roles: [{ role: "qa" }] });
    const input = { personId: person.id };
    await call(peopleProcedures.disable, input, as(admin()));
    await call(peopleProcedures.disable, input, as(admin()));
    await call(peopleProcedures.enable, input, as(admin()));
    const [row] = await db.select().from(people).where(eq(people.id, person.id));
    expect(row).toMatchObject({ disabledAt: null, sessionVersion: 2 });
    expect((await logOf(person)).map(({ action }) => action)).toEqual(["person.enabled", "person.disabled"]);
  });

  it("is 404 for nobody we know, and 403 for who may not manage people", async () => {
    const stranger = { personId: organisation.window.id };
    expect(await refusalFrom(call(peopleProcedures.disable, stranger, as(admin())))).toMatchObject({ status: 404 });
    const input = { personId: organisation.people.qa.id };
    expect(
      await refusalFrom(call(peopleProcedures.disable, input, as(organisation.people.releaseManager))),
    ).toMatchObject({ status: 403 });
  });
});

it("the list names everybody with their roles and teams, and holds no hash", async () => {
  const list = await call(peopleProcedures.list, undefined, as(admin()));
  const found = list.people.find(({ id }) => id === organisation.people.developer.id);
  expect(found?.grants).toMatchObject([{ role: "developer", teamId: null, teamName: null }]);
  expect(JSON.stringify(list)).not.toMatch(/argon2|password|token/i);
});
