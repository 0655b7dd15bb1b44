import { call } from "@orpc/server";
import { and, eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { auditEvents } from "@/db/schema";
import { contextAs, refusalFrom } from "@/db/testing/call-as";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { actorOf } from "@/db/testing/person";
import { testDatabase } from "@/db/testing/test-database";
import { servicesProcedures } from "./procedures";

let org: Organisation;
const db = () => testDatabase().db;
const as = (on = db()) => contextAs(actorOf(org.people.admin), org.now, on);
const depend = (serviceId: string, dependsOnIds: string[], on = db()) =>
  call(servicesProcedures.change, { serviceId, dependsOnIds }, as(on));
const basesOf = async (serviceId: string) =>
  (await call(servicesProcedures.get, { serviceId }, as())).dependsOn.map(({ id }) => id);

beforeAll(async () => {
  org = await buildOrganisation(db());
});

describe("what a service stands on", () => {
  it("is said with the service, and can be changed; the record names it", async () => {
    const { ledger, checkout, search } = org.services;
    await depend(checkout.id, [ledger.id, search.id]);
    expect(await basesOf(checkout.id)).toEqual([ledger.id, search.id]);
    await depend(checkout.id, [ledger.id]);
    expect(await basesOf(checkout.id)).toEqual([ledger.id]);
    await depend(checkout.id, [ledger.id]);
    const mine = and(eq(auditEvents.subjectId, checkout.id), eq(auditEvents.action, "service.changed"));
    const events = await db().select().from(auditEvents).where(mine).orderBy(auditEvents.id);
    expect(events.map(({ data }) => data)).toEqual([
      { changed: { dependsOn: { from: [], to: ["ledger", "search"] } } },
      { changed: { dependsOn: { from: ["ledger", "search"], to: ["ledger"] } } },
    ]);
  });

  it("is never itself, nor what stands on it, nor what is not there; also when two close the circle at once", async () => {
    const { ledger, checkout, search } = org.services;
    await depend(checkout.id, [ledger.id]);
    const circle = { code: "circular_order", field: "dependsOnIds" };
    expect(await refusalFrom(depend(ledger.id, [ledger.id]))).toMatchObject(circle);
    expect(await refusalFrom(depend(ledger.id, [checkout.id]))).toMatchObject(circle);
    const nobody = depend(ledger.id, ["0192d3f0-0000-7000-8000-000000000000"]);
    expect(await refusalFrom(nobody)).toMatchObject({ code: "not_found", field: "dependsOnIds" });
    const [one, two] = [testDatabase().connectAgain().db, testDatabase().connectAgain().db];
    const outcomes = await Promise.allSettled([
      depend(ledger.id, [search.id], one),
      depend(search.id, [ledger.id], two),
    ]);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(outcomes.find((outcome) => outcome.status === "rejected")?.reason.code).toBe("circular_order");
  });
});
