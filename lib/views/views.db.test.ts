import { call } from "@orpc/server";
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { auditEvents } from "@/db/schema";
import { contextAs, refusalFrom } from "@/db/testing/call-as";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { actorOf, aPerson, type TestPerson } from "@/db/testing/person";
import { testDatabase } from "@/db/testing/test-database";
import { viewsProcedures } from "./procedures";

const { db } = testDatabase();
let organisation: Organisation;
beforeAll(async () => {
  organisation = await buildOrganisation(db);
});

const as = (person: TestPerson) => contextAs(actorOf(person), organisation.now);
const listOf = async (person: TestPerson) => (await call(viewsProcedures.list, undefined, as(person))).views;
let people = 0;
const someone = () => aPerson(db, { name: `Vera Views ${++people}`, roles: [{ role: "developer" }] });

describe("a saved view", () => {
  it("is its owner's alone until it is shared, and then everybody's to look at", async () => {
    const owner = await someone();
    const other = await someone();
    const query = "?view=quarter&team=a&slot=b&release=c";
    const { viewId } = await call(viewsProcedures.save, { name: "Quarter of Payments", query }, as(owner));
    expect(await listOf(owner)).toMatchObject([{ id: viewId, query: "view=quarter&team=a", mine: true }]);
    expect(await listOf(other)).toEqual([]);
    await call(viewsProcedures.change, { viewId, shared: true, name: "Payments ahead" }, as(owner));
    expect(await listOf(other)).toMatchObject([{ name: "Payments ahead", shared: true, mine: false }]);
    await call(viewsProcedures.remove, { viewId }, as(owner));
    expect(await listOf(other)).toEqual([]);
    const log = await db.select().from(auditEvents).where(eq(auditEvents.subjectId, viewId));
    expect(log.map(({ action }) => action)).toEqual(["view.saved", "view.saved", "view.removed"]);
  });

  it("of another is not there to be changed, even a shared one", async () => {
    const { viewId } = await call(
      viewsProcedures.save,
      { name: "Mine", query: "view=day", shared: true },
      as(await someone()),
    );
    const stranger = as(await someone());
    expect(await refusalFrom(call(viewsProcedures.change, { viewId, name: "Yours" }, stranger))).toMatchObject({
      code: "not_found",
    });
    expect(await refusalFrom(call(viewsProcedures.remove, { viewId }, stranger))).toMatchObject({ code: "not_found" });
  });

  it("needs a name that its owner has not used; another person may use it too", async () => {
    const owner = await someone();
    await call(viewsProcedures.save, { name: "Risks", query: "state=at_risk" }, as(owner));
    expect(await refusalFrom(call(viewsProcedures.save, { name: "RISKS", query: "" }, as(owner)))).toMatchObject({
      code: "name_taken",
    });
    await call(viewsProcedures.save, { name: "Risks", query: "" }, as(await someone()));
  });

  it("is one of at most a hundred", async () => {
    const owner = await someone();
    for (let n = 0; n < 100; n += 1) {
      await call(viewsProcedures.save, { name: `View ${n}`, query: "" }, as(owner));
    }
    const refusal = await refusalFrom(call(viewsProcedures.save, { name: "One more", query: "" }, as(owner)));
    expect(refusal).toMatchObject({ code: "conflict", message: expect.stringContaining("100") });
  });
});
