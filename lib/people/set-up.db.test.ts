import { call } from "@orpc/server";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { auditEvents, installation, people, roleGrants, services } from "@/db/schema";
import { contextAs, refusalFrom } from "@/db/testing/call-as";
import { createTestDatabase, type TestDatabase } from "@/db/testing/test-database";
import { newToken } from "@/lib/auth/secret";
import { signIn } from "@/lib/auth/sign-in";
import { peopleProcedures } from "./procedures";

const now = new Date("2026-11-23T09:00:00Z");
const visitor = { kind: "visitor" } as const;
let database: TestDatabase;
let token: string;

beforeEach(async () => {
  database = await createTestDatabase();
  const made = newToken();
  token = made.token;
  await database.db.update(installation).set({ setupTokenHash: made.hash });
  return () => database.drop();
});

const input = (more: Record<string, unknown> = {}) => ({
  token,
  organisationName: "Northwind",
  name: "Ada Brandt",
  email: "ada@northwind.example",
  password: "nine stations to the coast",
  zone: "Europe/Berlin",
  ...more,
});
const setUp = (more: Record<string, unknown> = {}) =>
  call(peopleProcedures.setUp, input(more) as ReturnType<typeof input>, contextAs(visitor, now, database.db));
const isSetUp = async () =>
  (await call(peopleProcedures.installation, undefined, contextAs(visitor, now, database.db))).isSetUp;

describe("the first run", () => {
  it("makes the admin, who can sign in at once, and names the organisation", async () => {
    const { db } = database;
    expect(await isSetUp()).toBe(false);
    expect(await setUp()).toEqual({ email: "ada@northwind.example" });
    expect(await isSetUp()).toBe(true);
    const { email, password } = input();
    const signedIn = await signIn(db, { email, password }, { ip: "192.0.2.1" }, now);
    expect(signedIn.ok).toBe(true);
    expect(await db.select({ role: roleGrants.role, teamId: roleGrants.teamId }).from(roleGrants)).toEqual([
      { role: "admin", teamId: null },
    ]);
    expect(await db.select().from(installation)).toMatchObject([
      { organisationName: "Northwind", zone: "Europe/Berlin", setUpAt: now, setupTokenHash: null },
    ]);
    const log = await db.select().from(auditEvents);
    expect(log.map((row) => row.action)).toEqual(
      expect.arrayContaining(["installation.set_up", "person.joined", "role.granted"]),
    );
    expect(JSON.stringify(log)).not.toContain("nine stations");
  });

  it("happens once: of ten at the same moment one wins, and later the token is worth nothing", async () => {
    const tries = await Promise.allSettled(
      Array.from({ length: 10 }, (_, place) => setUp({ email: `admin${place}@northwind.example` })),
    );
    expect(tries.filter((attempt) => attempt.status === "fulfilled")).toHaveLength(1);
    expect(await database.db.$count(people)).toBe(1);
    expect(await refusalFrom(setUp({ email: "late@northwind.example" }))).toMatchObject({ code: "already_set_up" });
  });

  it.each([
    ["a wrong token", { token: "guess" }, "setup_token_wrong", "token"],
    ["an empty token", { token: "" }, "invalid_input", "token"],
    ["a short password", { password: "elevenchars" }, "invalid_input", "password"],
    ["the address as password", { password: "ADA@northwind.example" }, "invalid_input", "password"],
    ["an unknown zone", { zone: "Mars/Olympus" }, "invalid_input", "zone"],
    ["no address", { email: "not an address" }, "invalid_input", "email"],
    ["a NUL in the name", { name: "A\u0000da" }, "invalid_input", "name"],
    ["a field that does not exist", { role: "admin" }, "invalid_input", "role"],
  ])("refuses %s, names the field and changes nothing", async (_, more, code, field) => {
    expect(await refusalFrom(setUp(more))).toMatchObject({ code, field });
    expect(await database.db.$count(people)).toBe(0);
    expect(await isSetUp()).toBe(false);
  });

  it("refuses while no start has issued a token", async () => {
    await database.db.update(installation).set({ setupTokenHash: null });
    expect(await refusalFrom(setUp())).toMatchObject({ code: "setup_token_wrong" });
  });

  it("loads the example organisation beside the admin when asked to; its people cannot sign in", async () => {
    await setUp({ withExample: true });
    const { db } = database;
    expect(await db.$count(services)).toBeGreaterThan(10);
    expect(await db.select().from(installation)).toMatchObject([{ organisationName: "Northwind", isDemo: false }]);
    const example = await db.select().from(people).where(eq(people.email, "release.manager@northwind.example"));
    expect(example).toMatchObject([{ passwordHash: null }]);
  });
});
