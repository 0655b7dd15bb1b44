import { call } from "@orpc/server";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { auditEvents, people } from "@/db/schema";
import { contextAs, refusalFrom } from "@/db/testing/call-as";
import { actorOf, tokenActorOf } from "@/db/testing/person";
import { aPersonWithPassword, testPassword } from "@/db/testing/person-with-password";
import { testDatabase } from "@/db/testing/test-database";
import { signIn } from "@/lib/auth/sign-in";
import { peopleProcedures } from "./procedures";

const { db } = testDatabase();
const now = new Date("2026-11-23T09:00:00Z");
let person: Awaited<ReturnType<typeof aPersonWithPassword>>;
let count = 0;
beforeEach(async () => {
  count += 1;
  person = await aPersonWithPassword(db, { name: `Own ${count}`, roles: [{ role: "developer" }] });
});

const me = () => contextAs(actorOf(person), now);
const change = (oldPassword: string, newPassword: string) =>
  call(peopleProcedures.changePassword, { oldPassword, newPassword }, me());
const row = async () => (await db.select().from(people).where(eq(people.id, person.id)))[0];

describe("one's own password", () => {
  it("is changed with the old one, ends every session, and is the only one that works afterwards", async () => {
    await change(testPassword, "eleven bridges over the river");
    expect(await row()).toMatchObject({ sessionVersion: 2 });
    const attempt = async (password: string, ip: string) =>
      (await signIn(db, { email: person.email, password }, { ip }, now)).ok;
    expect(await attempt("eleven bridges over the river", "192.0.2.1")).toBe(true);
    expect(await attempt(testPassword, "192.0.2.2")).toBe(false);
    const [event] = await db.select().from(auditEvents).where(eq(auditEvents.subjectId, person.id));
    expect(event).toMatchObject({ action: "person.password_changed" });
    expect(JSON.stringify(event)).not.toContain("bridges");
  });

  it("stays when the old one is wrong or the new one weak", async () => {
    expect(await refusalFrom(change("wrong password", "eleven bridges over the river"))).toMatchObject({
      code: "wrong_credentials",
      field: "oldPassword",
    });
    expect(await refusalFrom(change(testPassword, person.email.toUpperCase()))).toMatchObject({
      code: "invalid_input",
      field: "newPassword",
    });
    expect(await row()).toMatchObject({ sessionVersion: 1 });
  });

  it("cannot be guessed from an open session", async () => {
    const tries = await Promise.all(
      Array.from({ length: 10 }, () => refusalFrom(change("wrong password", "eleven bridges over the river"))),
    );
    expect(tries.filter(({ code }) => code === "wrong_credentials")).toHaveLength(6);
    expect(await refusalFrom(change(testPassword, "eleven bridges over the river"))).toMatchObject({
      code: "rate_limited",
      status: 429,
      nextOpen: expect.any(String),
    });
  });

  it("is out of reach for one's own API token", async () => {
    const asToken = contextAs(tokenActorOf(person, "plan.read", "release.write"), now);
    const input = { oldPassword: testPassword, newPassword: "eleven bridges over the river" };
    expect(await refusalFrom(call(peopleProcedures.changePassword, input, asToken))).toMatchObject({
      code: "forbidden",
    });
  });
});

it("name and zone are one's own to change, the address is not", async () => {
  await call(peopleProcedures.changeProfile, { name: "  Renamed  ", zone: "America/Chicago" }, me());
  expect(await row()).toMatchObject({ name: "Renamed", zone: "America/Chicago", email: person.email });
  const input = { name: "Renamed", zone: "America/Chicago", email: "other@example.com" };
  expect(await refusalFrom(call(peopleProcedures.changeProfile, input as never, me()))).toMatchObject({
    code: "invalid_input",
    field: "email",
  });
});

it("signing out everywhere ends the session that asked, too", async () => {
  await call(peopleProcedures.signOutMyself, undefined, me());
  expect(await row()).toMatchObject({ sessionVersion: 2 });
});

it("what one may do is told as it is now", async () => {
  expect(await call(peopleProcedures.me, undefined, me())).toMatchObject({
    personId: person.id,
    roles: ["developer"],
    permissions: expect.arrayContaining(["plan.read", "slot.book"]),
  });
  expect(await refusalFrom(call(peopleProcedures.me, undefined, contextAs({ kind: "visitor" }, now)))).toMatchObject({
    code: "not_signed_in",
  });
});
