import { call } from "@orpc/server";
import { eq } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { auditEvents, people } from "@/db/schema";
import { contextAs, refusalFrom } from "@/db/testing/call-as";
import { actorOf, aPerson, type TestPerson } from "@/db/testing/person";
import { aPersonWithPassword, testPassword } from "@/db/testing/person-with-password";
import { testDatabase } from "@/db/testing/test-database";
import { signIn } from "@/lib/auth/sign-in";
import { peopleProcedures } from "./procedures";

const { db } = testDatabase();
const now = new Date("2026-11-23T09:00:00Z");
const later = (hours: number) => new Date(now.getTime() + hours * 3_600_000);
const newPassword = "eleven bridges over the river";
let admin: TestPerson;
let person: TestPerson;
let count = 0;
beforeAll(async () => {
  admin = await aPerson(db, { name: "Ada Admin", roles: [{ role: "admin" }] });
});
beforeEach(async () => {
  count += 1;
  person = await aPersonWithPassword(db, { name: `Forgetful ${count}`, roles: [{ role: "qa" }] });
});

const asVisitor = (at = now) => contextAs({ kind: "visitor" }, at);
async function aLink() {
  const { link } = await call(
    peopleProcedures.makePasswordLink,
    { personId: person.id },
    contextAs(actorOf(admin), now),
  );
  return new URL(link).searchParams.get("token") ?? "";
}
const choose = (token: string, password = newPassword, at = now) =>
  call(peopleProcedures.choosePassword, { token, password }, asVisitor(at));
const gone = { code: "link_revoked", status: 410 };

describe("a link for a new password", () => {
  it("works once, ends the old password and every session, and says on record who made it", async () => {
    const token = await aLink();
    expect(await call(peopleProcedures.passwordLink, { token }, asVisitor())).toEqual({
      email: person.email,
      name: person.name,
    });
    expect(await choose(token)).toEqual({ email: person.email });
    const enter = async (password: string) =>
      (await signIn(db, { email: person.email, password }, { ip: "1" }, now)).ok;
    expect([await enter(testPassword), await enter(newPassword)]).toEqual([false, true]);
    const [row] = await db.select().from(people).where(eq(people.id, person.id));
    expect(row).toMatchObject({ sessionVersion: 2 });
    expect(await refusalFrom(choose(token, "twelve tunnels under the hill"))).toMatchObject(gone);
    const log = await db.select().from(auditEvents).where(eq(auditEvents.subjectId, person.id));
    expect(log).toContainEqual(
      expect.objectContaining({ action: "person.password_link_made", actorId: admin.id, subjectName: person.name }),
    );
    expect(JSON.stringify(log)).not.toContain(token);
  });

  it("is used by one of ten who follow it at the same moment", async () => {
    const token = await aLink();
    const tries = await Promise.allSettled(Array.from({ length: 10 }, (_, n) => choose(token, `${newPassword} ${n}`)));
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  it("ends after a day to the second, with any other change of the password, and when its person is locked out", async () => {
    const token = await aLink();
    await call(peopleProcedures.passwordLink, { token }, asVisitor(new Date(later(24).getTime() - 1000)));
    expect(await refusalFrom(choose(token, newPassword, later(24)))).toMatchObject(gone);
    await db.update(people).set({ disabledAt: now }).where(eq(people.id, person.id));
    expect(await refusalFrom(choose(token))).toMatchObject(gone);
    await db.update(people).set({ disabledAt: null, sessionVersion: 2 }).where(eq(people.id, person.id));
    expect(await refusalFrom(choose(token))).toMatchObject(gone);
  });

  it("cannot be made up, lengthened or turned to another person", async () => {
    const token = await aLink();
    const [, until, code] = token.split(".");
    for (const forged of [
      `${admin.id}.${until}.${code}`,
      `${person.id}.${Number(until) + 86_400}.${code}`,
      `${person.id}.${until}.${"A".repeat(43)}`,
      `${person.id}.${until}`,
      "",
      "' or true --",
      `${token}.${code}`,
    ].filter(Boolean))
      expect(await refusalFrom(choose(forged))).toMatchObject(gone);
  });

  it("survives a weak password", async () => {
    const token = await aLink();
    expect(await refusalFrom(choose(token, person.email))).toMatchObject({ code: "invalid_input", field: "password" });
    await choose(token);
  });

  it("is made by who manages people, for somebody who is not locked out", async () => {
    const make = (by: TestPerson) =>
      refusalFrom(call(peopleProcedures.makePasswordLink, { personId: person.id }, contextAs(actorOf(by), now)));
    expect(await make(person)).toMatchObject({ status: 403 });
    await db.update(people).set({ disabledAt: now }).where(eq(people.id, person.id));
    expect(await make(admin)).toMatchObject({ code: "wrong_state" });
  });
});
