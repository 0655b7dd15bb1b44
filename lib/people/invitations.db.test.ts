import { call } from "@orpc/server";
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { auditEvents, invitations, people, roleGrants } from "@/db/schema";
import { contextAs, refusalFrom } from "@/db/testing/call-as";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { actorOf } from "@/db/testing/person";
import { testPassword } from "@/db/testing/person-with-password";
import { testDatabase } from "@/db/testing/test-database";
import { loadMember } from "@/lib/auth/load-member";
import type { InviteInput } from "./input";
import { peopleProcedures } from "./procedures";

const { db } = testDatabase();
let organisation: Organisation;
let asAdmin: ReturnType<typeof contextAs>;
let asVisitor: ReturnType<typeof contextAs>;
beforeAll(async () => {
  organisation = await buildOrganisation(db);
  asAdmin = contextAs(actorOf(organisation.people.admin), organisation.now);
  asVisitor = contextAs({ kind: "visitor" }, organisation.now);
});

async function invite(input: Partial<InviteInput> & { email: string }) {
  const made = await call(peopleProcedures.invite, { role: "developer", ...input }, asAdmin);
  return { ...made, token: new URL(made.link).searchParams.get("token") ?? "" };
}
const join = (token: string, more: Record<string, unknown> = {}, as = asVisitor) =>
  call(
    peopleProcedures.acceptInvitation,
    { token, name: "New Colleague", password: testPassword, zone: "Europe/Paris", ...more },
    as,
  );

describe("an invitation", () => {
  it("makes a person with its own address and role, whatever the caller would like", async () => {
    const { token } = await invite({ email: "new@example.com", role: "qa", teamId: organisation.teams.shop.id });
    expect(await refusalFrom(join(token, { role: "admin" }))).toMatchObject({ code: "invalid_input", field: "role" });
    expect(await join(token)).toEqual({ email: "new@example.com" });
    const [person] = await db.select().from(people).where(eq(people.email, "new@example.com"));
    expect(person).toMatchObject({ name: "New Colleague", zone: "Europe/Paris" });
    expect((await loadMember(db, person?.id ?? ""))?.member.grants).toEqual([
      { role: "qa", teamId: organisation.teams.shop.id },
    ]);
  });

  it("tells its holder what it is before they join, and nothing to anybody else", async () => {
    const { token } = await invite({ email: "look@example.com", teamId: organisation.teams.payments.id });
    expect(await call(peopleProcedures.invitation, { token }, asVisitor)).toMatchObject({
      email: "look@example.com",
      role: "developer",
      teamName: "Payments",
      invitedByName: "Ada Admin",
    });
    for (const wrong of [`${token}x`, "x", "' or true --", "\u0000"])
      expect(await refusalFrom(call(peopleProcedures.invitation, { token: wrong }, asVisitor))).toMatchObject({
        code: "invitation_invalid",
      });
  });

  it("works once: of ten who follow the link at the same moment one joins, and a replay is refused", async () => {
    const { token } = await invite({ email: "once@example.com" });
    const tries = await Promise.allSettled(Array.from({ length: 10 }, (_, n) => join(token, { name: `Copy ${n}` })));
    expect(tries.filter((attempt) => attempt.status === "fulfilled")).toHaveLength(1);
    expect(await refusalFrom(join(token))).toMatchObject({ code: "invitation_invalid" });
    expect(await db.$count(people, eq(people.email, "once@example.com"))).toBe(1);
  });

  it("ends when it is withdrawn, when a newer one is made, and after seven days to the second", async () => {
    const withdrawn = await invite({ email: "withdrawn@example.com" });
    await call(peopleProcedures.revokeInvitation, { invitationId: withdrawn.invitationId }, asAdmin);
    expect(await refusalFrom(join(withdrawn.token))).toMatchObject({ code: "invitation_invalid" });

    const older = await invite({ email: "twice@example.com" });
    const newer = await invite({ email: "Twice@Example.com" });
    expect(await refusalFrom(join(older.token))).toMatchObject({ code: "invitation_invalid" });
    await join(newer.token);

    const late = await invite({ email: "late@example.com" });
    const atExpiry = contextAs({ kind: "visitor" }, late.expiresAt);
    expect(late.expiresAt.getTime() - organisation.now.getTime()).toBe(7 * 86_400_000);
    expect(await refusalFrom(join(late.token, {}, atExpiry))).toMatchObject({ code: "invitation_invalid" });
  });

  it("does not survive a weak password: nothing is made, and the link still works", async () => {
    const { token } = await invite({ email: "weak@example.com" });
    expect(await refusalFrom(join(token, { password: "weak@example.com" }))).toMatchObject({
      code: "invalid_input",
      field: "password",
    });
    await join(token);
  });

  it("is refused for who has joined already, for a team that does not exist, and for an admin of one team", async () => {
    const { admin } = organisation.people;
    const of = (input: Record<string, unknown>) =>
      refusalFrom(call(peopleProcedures.invite, { role: "developer", email: "x@example.com", ...input }, asAdmin));
    expect(await of({ email: admin.email.toUpperCase() })).toMatchObject({ code: "name_taken", field: "email" });
    expect(await of({ teamId: organisation.window.id })).toMatchObject({ code: "not_found", field: "teamId" });
    expect(await of({ role: "admin", teamId: organisation.teams.shop.id })).toMatchObject({
      code: "invalid_input",
      field: "teamId",
    });
  });

  it("is stored and logged without its token", async () => {
    const { token, invitationId } = await invite({ email: "secret@example.com" });
    const [row] = await db.select().from(invitations).where(eq(invitations.id, invitationId));
    const [event] = await db.select().from(auditEvents).where(eq(auditEvents.subjectId, invitationId));
    expect(event).toMatchObject({ action: "person.invited", subjectName: "secret@example.com" });
    expect(JSON.stringify([row, event])).not.toContain(token);
  });

  it("gives no role when its person could not be made", async () => {
    const { token } = await invite({ email: "raced@example.com" });
    await db.insert(people).values({ name: "Raced", email: "RACED@example.com" });
    const before = await db.$count(roleGrants);
    expect(await refusalFrom(join(token))).toMatchObject({ code: "name_taken" });
    expect(await db.$count(roleGrants)).toBe(before);
  });
});
