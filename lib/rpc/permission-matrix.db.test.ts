import { call, ORPCError } from "@orpc/server";
import { beforeAll, describe, expect, it } from "vitest";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { actorOf, aPerson, tokenActorOf } from "@/db/testing/person";
import { testDatabase } from "@/db/testing/test-database";
import type { Actor } from "@/lib/auth/actor";
import { type Permission, permissions, rolePermissions, roles, tokenPermissions } from "@/lib/domain/permission";
import { SELF } from "./access";
import { allProcedures, type NamedProcedure } from "./all-procedures";

/** What the guard answered: the code of its refusal, or "let in" whatever the handler then made of the empty input. */
async function knock(procedure: NamedProcedure, actor: Actor, now: Date): Promise<string> {
  const { db } = testDatabase();
  const context = { actor, now, db, request: { ip: "192.0.2.1", userAgent: "matrix" } };
  try {
    await call(procedure.procedure, {}, { context });
    return "let in";
  } catch (error) {
    if (!(error instanceof ORPCError)) throw error;
    return ["not_signed_in", "forbidden"].includes(error.code) ? error.code : "let in";
  }
}

const procedures = allProcedures();
const guarded = procedures.filter(({ access }) => typeof access === "string" && access !== SELF);
const own = procedures.filter(({ access }) => access === SELF);
/** Each name here was thought about: what it needs instead of a session is a one-time token, a share link or a signature. */
const knownPublic = [
  "people.installation",
  "people.setUp",
  "people.invitation",
  "people.acceptInvitation",
  "people.passwordLink",
  "people.choosePassword",
  "departures.board",
  "departures.week",
  "deployments.report",
  "deployments.rollbackReport",
  "inbound.receive",
];
const open = procedures.filter(({ access }) => typeof access === "object");

describe("the permission matrix", () => {
  let organisation: Organisation;
  let stranger: Actor;

  beforeAll(async () => {
    const { db } = testDatabase();
    organisation = await buildOrganisation(db);
    stranger = actorOf(await aPerson(db, { name: "Nobody In Particular", roles: [] }));
  });

  /** A member with exactly this one permission, for every team. */
  function memberWith(...given: Permission[]): Actor {
    return {
      ...actorOf(organisation.people.admin),
      permissions: new Map(given.map((permission) => [permission, "all"])),
    };
  }

  it("knows every procedure by an address of its own", () => {
    const doors = procedures.map(({ method, path }) => `${method} ${path}`);
    expect(doors.length).toBeGreaterThan(40);
    expect(doors.filter((door, index) => doors.indexOf(door) !== index)).toEqual([]);
    expect(procedures.filter(({ path }) => !path.startsWith("/"))).toEqual([]);
  });

  describe.each(guarded)("$name needs $access", (procedure) => {
    const needed = procedure.access as Permission;

    it("refuses a visitor and the holder of a share link as not signed in", async () => {
      expect(await knock(procedure, { kind: "visitor" }, organisation.now)).toBe("not_signed_in");
      const share = { kind: "share", linkId: organisation.window.id, environmentId: null } as const;
      expect(await knock(procedure, share, organisation.now)).toBe("not_signed_in");
    });

    it("refuses a member without any role, and one with every other permission", async () => {
      expect(await knock(procedure, stranger, organisation.now)).toBe("forbidden");
      const others = permissions.filter((permission) => permission !== needed);
      expect(await knock(procedure, memberWith(...others), organisation.now)).toBe("forbidden");
    });

    it("lets a member with the permission in", async () => {
      expect(await knock(procedure, memberWith(needed), organisation.now)).toBe("let in");
    });

    it("refuses a token that was not given the permission", async () => {
      const token = tokenActorOf(organisation.people.admin, ...tokenPermissions.filter((each) => each !== needed));
      expect(await knock(procedure, token, organisation.now)).toBe("forbidden");
    });

    it.each(roles)("answers the role %s as its table says", async (role) => {
      const person = await aPerson(testDatabase().db, {
        name: `${role} knocking at ${procedure.name}`,
        roles: [{ role }],
      });
      const expected = rolePermissions[role].includes(needed) ? "let in" : "forbidden";
      expect(await knock(procedure, actorOf(person), organisation.now)).toBe(expected);
    });
  });

  describe.each(own)("$name is for oneself", (procedure) => {
    it("refuses visitors and tokens, and lets every person in", async () => {
      expect(await knock(procedure, { kind: "visitor" }, organisation.now)).toBe("not_signed_in");
      const token = tokenActorOf(organisation.people.admin, ...tokenPermissions);
      expect(await knock(procedure, token, organisation.now)).toBe("forbidden");
      expect(await knock(procedure, stranger, organisation.now)).toBe("let in");
    });
  });

  it.each(open)("$name is public, says why, and is one of the few we know", ({ name, access }) => {
    const because = typeof access === "object" ? access.publicBecause : "";
    expect(because.length).toBeGreaterThan(20);
    expect(knownPublic).toContain(name);
  });
});
