import { call } from "@orpc/server";
import { beforeAll, describe, expect, it } from "vitest";
import { contextAs, refusalFrom } from "@/db/testing/call-as";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { actorOf } from "@/db/testing/person";
import { testDatabase } from "@/db/testing/test-database";
import { servicesProcedures as procedures } from "./procedures";

const { db } = testDatabase();
let organisation: Organisation;
let asAdmin: ReturnType<typeof contextAs>;

beforeAll(async () => {
  organisation = await buildOrganisation(db);
  asAdmin = contextAs(actorOf(organisation.people.admin), organisation.now);
});

const path = async () => (await call(procedures.listEnvironments, {}, asAdmin)).environments;

describe("the promotion path", () => {
  it("is put in order, in one step that no position is taken twice in", async () => {
    const { dev, qa, staging, production } = organisation.environments;
    const environmentIds = [staging.id, qa.id, dev.id, production.id];
    await call(procedures.orderEnvironments, { environmentIds }, asAdmin);
    expect((await path()).map(({ name, position }) => [name, position])).toEqual([
      ["Staging", 1],
      ["QA", 2],
      ["Dev", 3],
      ["Production", 4],
    ]);
    const [row] = await db.query.auditEvents.findMany();
    expect(row).toMatchObject({
      action: "environment.changed",
      data: {
        changed: {
          path: { from: ["Dev", "QA", "Staging", "Production"], to: ["Staging", "QA", "Dev", "Production"] },
        },
      },
    });
  });

  it("refuses a list that lacks an environment or names one twice", async () => {
    const { dev, qa, staging, production } = organisation.environments;
    for (const environmentIds of [
      [dev.id, qa.id, staging.id],
      [dev.id, qa.id, staging.id, staging.id],
      [dev.id, qa.id, staging.id, organisation.window.id],
      [dev.id, qa.id, staging.id, production.id, dev.id],
    ]) {
      expect(await refusalFrom(call(procedures.orderEnvironments, { environmentIds }, asAdmin))).toMatchObject({
        code: "conflict",
        field: "environmentIds",
      });
    }
  });

  it("grows at its end, and loses only what nothing was ever planned in", async () => {
    const { environmentId } = await call(
      procedures.createEnvironment,
      { name: "Canary", zone: "America/Chicago", requiresAcceptance: true },
      asAdmin,
    );
    expect((await path()).at(-1)).toMatchObject({ name: "Canary", position: 5, requiresAcceptance: true });
    await call(procedures.removeEnvironment, { environmentId }, asAdmin);
    const refusal = await refusalFrom(
      call(procedures.removeEnvironment, { environmentId: organisation.environments.production.id }, asAdmin),
    );
    expect(refusal.code).toBe("in_use");
    expect(refusal.rules.map((rule) => rule.kind)).toEqual(["window", "target", "target", "target", "approval"]);
  });

  it("has no two environments of one name", async () => {
    const environmentId = organisation.environments.qa.id;
    const taken = call(procedures.changeEnvironment, { environmentId, name: "staging" }, asAdmin);
    expect(await refusalFrom(taken)).toMatchObject({ code: "name_taken" });
  });

  it("takes no zone that is none", async () => {
    for (const zone of ["EST", "Mars/Olympus", "+01:00", ""]) {
      expect(await refusalFrom(call(procedures.createEnvironment, { name: "x", zone }, asAdmin))).toMatchObject({
        code: "invalid_input",
        field: "zone",
      });
    }
  });
});
