import { desc, eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { auditEvents, people } from "@/db/schema";
import { aPerson } from "@/db/testing/person";
import { aPersonWithPassword, testPassword } from "@/db/testing/person-with-password";
import { testDatabase } from "@/db/testing/test-database";
import { signIn } from "./sign-in";

const { db } = testDatabase();
const now = new Date("2026-11-23T09:00:00Z");
const from = (ip: string) => ({ ip });
const wrong = { ok: false, refusal: { code: "wrong_credentials", message: expect.any(String) } };

let dora: Awaited<ReturnType<typeof aPersonWithPassword>>;
beforeAll(async () => {
  dora = await aPersonWithPassword(db, { name: "Dora Lang", email: "Dora@Example.org", roles: [{ role: "qa" }] });
});

const newestAudit = async () => (await db.select().from(auditEvents).orderBy(desc(auditEvents.id)).limit(1))[0];

describe("signing in", () => {
  it("takes the address in any case", async () => {
    const result = await signIn(db, { email: " dora@example.ORG ", password: testPassword }, from("192.0.2.10"), now);
    expect(result).toEqual({ ok: true, value: { personId: dora.id, sessionVersion: 1 } });
    expect(await newestAudit()).toMatchObject({ action: "person.signed_in", actorId: dora.id, subjectId: dora.id });
  });

  it("answers a wrong password, an unknown address, a person without password and a disabled one alike", async () => {
    await aPerson(db, { name: "Elsewhere", email: "elsewhere@example.org", roles: [] });
    const gone = await aPersonWithPassword(db, { name: "Gone", email: "gone@example.org", roles: [{ role: "admin" }] });
    await db.update(people).set({ disabledAt: now }).where(eq(people.id, gone.id));
    const answers = [];
    for (const [email, password] of [
      ["dora@example.org", "wrong password"],
      ["nobody@example.org", testPassword],
      ["elsewhere@example.org", testPassword],
      ["gone@example.org", testPassword],
    ])
      answers.push(await signIn(db, { email, password }, from("192.0.2.11"), now));
    expect(answers[0]).toMatchObject(wrong);
    for (const answer of answers) expect(answer).toEqual(answers[0]);
  });

  it("spends as long on an unknown address as on a wrong password", async () => {
    const timed = async (email: string) => {
      const start = performance.now();
      await signIn(db, { email, password: "wrong password" }, from("192.0.2.12"), now);
      return performance.now() - start;
    };
    await timed("dora@example.org");
    const known = Math.min(await timed("dora@example.org"), await timed("dora@example.org"));
    const unknown = Math.min(await timed("stranger1@example.org"), await timed("stranger2@example.org"));
    // The hash is by far the greatest part: without it an answer comes in a tenth of the time.
    expect(unknown).toBeGreaterThan(known / 3);
    expect(known).toBeGreaterThan(unknown / 3);
  });

  it("writes down whose account was tried, never an address that is nobody's: passwords get typed there", async () => {
    await signIn(db, { email: "dora@example.org", password: "x" }, from("192.0.2.13"), now);
    expect(await newestAudit()).toMatchObject({
      action: "sign_in.refused",
      subjectId: dora.id,
      data: { address: "192.0.2.13" },
    });
    await signIn(db, { email: "my-secret-password@oops.example", password: "x" }, from("192.0.2.13"), now);
    const row = await newestAudit();
    expect(row).toMatchObject({ action: "sign_in.refused", subjectId: null, subjectName: "unknown address" });
    expect(JSON.stringify(row)).not.toContain("my-secret-password");
  });

  it.each([
    [{ email: "dora@example.org", password: "a".repeat(10_000) }],
    [{ email: "a\u0000b@example.org", password: "x" }],
    [{ email: { $ne: null }, password: "x" }],
    [{ email: "' or 1=1 --", password: "' or 1=1 --" }],
    [{ email: undefined, password: undefined }],
  ])("refuses %j and does not break", async (input) => {
    expect(await signIn(db, { email: input.email, password: input.password }, from("192.0.2.14"), now)).toMatchObject(
      wrong,
    );
  });
});

describe("guessing", () => {
  it("ends after six attempts per address and account, however many come at once, also with the right password", async () => {
    await aPersonWithPassword(db, { name: "Target", email: "target@example.org", roles: [] });
    const attempt = (password: string) =>
      signIn(db, { email: "target@example.org", password }, from("198.51.100.1"), now);
    const answers = await Promise.all(Array.from({ length: 30 }, () => attempt("wrong password")));
    const codes = answers.map((answer) => (answer.ok ? "let in" : answer.refusal.code));
    expect(codes.filter((code) => code === "wrong_credentials")).toHaveLength(6);
    expect(codes.filter((code) => code === "rate_limited")).toHaveLength(24);
    const right = await attempt(testPassword);
    expect(right).toMatchObject({ ok: false, refusal: { code: "rate_limited" } });
    if (right.ok || !right.refusal.nextOpen) throw new Error("it must say until when");
    const wait = right.refusal.nextOpen.getTime() - now.getTime();
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(600_000);
  });

  it("leaves one audit row when the limit is met, so that a flood does not fill the log", async () => {
    const rows = await db.select().from(auditEvents).where(eq(auditEvents.action, "sign_in.refused"));
    const limited = rows.filter(
      (row) => row.data.address === "198.51.100.1" && row.data.reason === "too many attempts",
    );
    expect(limited).toHaveLength(1);
  });

  it("does not lock the person out from elsewhere", async () => {
    const elsewhere = await signIn(
      db,
      { email: "target@example.org", password: testPassword },
      from("198.51.100.2"),
      now,
    );
    expect(elsewhere.ok).toBe(true);
  });

  it("ends per address over many accounts too", async () => {
    const codes = [];
    for (let account = 0; account < 62; account++) {
      const email = `someone${account}@example.org`;
      const answer = await signIn(db, { email, password: "wrong password" }, from("198.51.100.3"), now);
      codes.push(answer.ok ? "let in" : answer.refusal.code);
    }
    expect(codes.slice(0, 60)).not.toContain("rate_limited");
    expect(codes.slice(60)).toEqual(["rate_limited", "rate_limited"]);
  });
});
