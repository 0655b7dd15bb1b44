import { call } from "@orpc/server";
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { auditEvents, freezeScopes, services } from "@/db/schema";
import { contextAs, refusalFrom } from "@/db/testing/call-as";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { actorOf, aPerson } from "@/db/testing/person";
import { aQueuedRelease } from "@/db/testing/release";
import { aSlot } from "@/db/testing/slot";
import { testDatabase } from "@/db/testing/test-database";
import { aFreeze } from "@/db/testing/window";
import { servicesProcedures as procedures } from "./procedures";

const { db } = testDatabase();
let organisation: Organisation;
let asAdmin: ReturnType<typeof contextAs>;

beforeAll(async () => {
  organisation = await buildOrganisation(db);
  asAdmin = contextAs(actorOf(organisation.people.admin), organisation.now);
});

const historyOf = (id: string) => db.select().from(auditEvents).where(eq(auditEvents.subjectId, id));

describe("teams", () => {
  it("are made, changed and removed, each with its audit row", async () => {
    const { teamId } = await call(procedures.createTeam, { name: "Platform", hue: 3 }, asAdmin);
    await call(procedures.changeTeam, { teamId, name: "Platform & Data" }, asAdmin);
    await call(procedures.removeTeam, { teamId }, asAdmin);
    expect((await historyOf(teamId)).map(({ action, actorName, data }) => ({ action, actorName, data }))).toEqual([
      { action: "team.created", actorName: "Ada Admin", data: { hue: 3 } },
      {
        action: "team.changed",
        actorName: "Ada Admin",
        data: { changed: { name: { from: "Platform", to: "Platform & Data" } } },
      },
      { action: "team.removed", actorName: "Ada Admin", data: { hue: 3 } },
    ]);
  });

  it("say when they work, which ends after it starts", async () => {
    const hours = { zone: "Asia/Kolkata", workStartMinute: 600, workEndMinute: 1_140, workDays: [7, 1, 1] };
    const { teamId } = await call(procedures.createTeam, { name: "Night shift", ...hours }, asAdmin);
    const { teams } = await call(procedures.listTeams, {}, asAdmin);
    expect(teams.find(({ id }) => id === teamId)).toMatchObject({ ...hours, workDays: [1, 7] });
    expect(await refusalFrom(call(procedures.changeTeam, { teamId, workStartMinute: 1_200 }, asAdmin))).toMatchObject({
      code: "invalid_input",
      field: "workEndMinute",
    });
    await call(procedures.changeTeam, { teamId, zone: null }, asAdmin);
    await call(procedures.removeTeam, { teamId }, asAdmin);
  });

  it("leave no trace of a change that changes nothing", async () => {
    const { payments } = organisation.teams;
    await call(procedures.changeTeam, { teamId: payments.id, name: payments.name, hue: payments.hue }, asAdmin);
    expect(await historyOf(payments.id)).toEqual([]);
  });

  it("have names of their own, whatever their case, also when two are made at once", async () => {
    expect(await refusalFrom(call(procedures.createTeam, { name: " PAYMENTS " }, asAdmin))).toMatchObject({
      code: "name_taken",
      status: 409,
    });
    const made = await Promise.allSettled(
      ["Twins", "twins"].map((name) => call(procedures.createTeam, { name }, asAdmin)),
    );
    expect(made.map((result) => result.status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  it("are not removed while something belongs to them, and the refusal names it", async () => {
    const { shop } = organisation.teams;
    await aPerson(db, { name: "Only Shop", roles: [{ role: "developer", teamId: shop.id }] });
    await aFreeze(db, {
      name: "Shop freeze",
      start: new Date("2026-12-20T00:00:00Z"),
      end: new Date("2026-12-28T00:00:00Z"),
      teamIds: [shop.id],
    });
    await aSlot(db, organisation, { teamId: shop.id, lane: 2 });
    const refusal = await refusalFrom(call(procedures.removeTeam, { teamId: shop.id }, asAdmin));
    expect(refusal).toMatchObject({ code: "in_use", status: 409 });
    expect(refusal.rules.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      "service search",
      "person Only Shop",
      "freeze Shop freeze",
      "lane Slot in Production",
    ]);
    expect(await db.$count(freezeScopes, eq(freezeScopes.teamId, shop.id))).toBe(1);
  });
});

describe("services", () => {
  it("belong to a team that exists", async () => {
    const teamId = organisation.window.id;
    expect(await refusalFrom(call(procedures.create, { teamId, name: "orphan" }, asAdmin))).toMatchObject({
      code: "not_found",
      field: "teamId",
    });
  });

  it("are not archived while a release is on its way or a slot would deploy them", async () => {
    const { release } = await aQueuedRelease(db, organisation, {
      service: organisation.services.checkout,
      version: "3.1.0",
    });
    await aSlot(db, organisation, { lane: 3, releases: [release] });
    const serviceId = organisation.services.checkout.id;
    const refusal = await refusalFrom(call(procedures.archive, { serviceId }, asAdmin));
    expect(refusal.code).toBe("in_use");
    expect(refusal.rules.map((rule) => rule.reason)).toEqual([
      "Release 3.1.0 is still on its way (with qa).",
      "Tue 24 Nov 06:00–07:00 CET.",
    ]);
  });

  it("disappear from the list when archived and come back by undo", async () => {
    const serviceId = organisation.services.search.id;
    const names = async () => (await call(procedures.list, {}, asAdmin)).services.map((service) => service.name);
    await call(procedures.archive, { serviceId }, asAdmin);
    expect(await names()).toEqual(["checkout", "ledger"]);
    await call(procedures.restore, { serviceId }, asAdmin);
    expect(await names()).toEqual(["checkout", "ledger", "search"]);
    expect((await historyOf(serviceId)).map((event) => event.action)).toEqual(["service.archived", "service.changed"]);
  });

  it("depend on others, by name in the audit log, and never on themselves", async () => {
    const { ledger, checkout, search } = organisation.services;
    const depend = (serviceId: string, ...dependsOnIds: string[]) =>
      call(procedures.change, { serviceId, dependsOnIds }, asAdmin);
    await depend(checkout.id, ledger.id, search.id);
    await depend(checkout.id, search.id);
    await depend(checkout.id, search.id);
    expect((await historyOf(checkout.id)).map(({ data }) => data)).toEqual([
      { changed: { dependsOn: { from: [], to: ["ledger", "search"] } } },
      { changed: { dependsOn: { from: ["ledger", "search"], to: ["search"] } } },
    ]);
    expect((await call(procedures.get, { serviceId: checkout.id }, asAdmin)).dependsOn).toEqual([
      { id: search.id, name: "search" },
    ]);
    const refused = { code: "circular_order", status: 409 };
    expect(await refusalFrom(depend(search.id, search.id))).toMatchObject({ ...refused, field: "dependsOnIds" });
    expect(await refusalFrom(depend(search.id, checkout.id))).toMatchObject(refused);
    expect(await refusalFrom(depend(search.id, organisation.window.id))).toMatchObject({ code: "not_found" });
  });

  it("of other teams are not there for a stakeholder of one team", async () => {
    const { shop } = organisation.teams;
    const guest = await aPerson(db, { name: "Shop Guest", roles: [{ role: "stakeholder", teamId: shop.id }] });
    const asGuest = contextAs(actorOf(guest), organisation.now);
    const onLedger = { serviceId: organisation.services.search.id, dependsOnIds: [organisation.services.ledger.id] };
    await call(procedures.change, onLedger, asAdmin);
    const { services: seen } = await call(procedures.list, {}, asGuest);
    expect(seen.flatMap((service) => service.dependsOn)).toEqual([]);
    expect(seen.map((service) => service.name)).toEqual(["search"]);
    const hidden = { serviceId: organisation.services.ledger.id };
    expect(await refusalFrom(call(procedures.get, hidden, asGuest))).toMatchObject({ code: "not_found", status: 404 });
    expect((await call(procedures.listTeams, {}, asGuest)).teams.map((team) => team.name)).toEqual(["Shop"]);
  });

  it("cannot be changed by who may only read", async () => {
    const asDeveloper = contextAs(actorOf(organisation.people.developer), organisation.now);
    const serviceId = organisation.services.ledger.id;
    expect(await refusalFrom(call(procedures.change, { serviceId, name: "mine" }, asDeveloper))).toMatchObject({
      code: "forbidden",
      status: 403,
    });
    const [row] = await db.select().from(services).where(eq(services.id, serviceId));
    expect(row?.name).toBe("ledger");
  });
});
