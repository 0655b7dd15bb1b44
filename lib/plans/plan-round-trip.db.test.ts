import { call } from "@orpc/server";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Database, Tx } from "@/db/client";
import { contextAs } from "@/db/testing/call-as";
import { testNow } from "@/db/testing/organisation";
import { actorOf, aPerson } from "@/db/testing/person";
import { plans } from "@/db/testing/plan";
import { createTestDatabase } from "@/db/testing/test-database";
import type { Plan } from "@/lib/domain/plan";
import { writePlanText } from "./input/write-plan-text";
import { plansProcedures } from "./procedures";

const publicUrl = "http://localhost:3000";

describe("whatever the plan", () => {
  class Undo extends Error {}

  it("the export of what was imported into an empty installation is the same file to the byte, and comparing it finds nothing", async () => {
    const empty = await createTestDatabase();
    const admin = await aPerson(empty.db, { name: "Ada Empty", roles: [{ role: "admin" }] });
    const roundTrip = async (plan: Plan) => {
      const text = writePlanText(plan, publicUrl);
      const run = async (tx: Tx) => {
        const inside = Object.assign(tx, { $client: empty.pool }) as unknown as Database;
        const context = contextAs(actorOf(admin), testNow, inside);
        const { digest, changes } = await call(plansProcedures.compare, { text }, context);
        expect(changes.flatMap(({ name, problem }) => (problem ? [`${name}: ${problem.message}`] : []))).toEqual([]);
        await call(plansProcedures.apply, { text, digest }, context);
        expect((await call(plansProcedures.export, undefined, context)).text).toBe(text);
        const again = await call(plansProcedures.compare, { text, prune: true }, context);
        expect(again).toMatchObject({ changes: [], undeclared: [] });
        throw new Undo();
      };
      await empty.db.transaction(run).catch((error: unknown) => {
        if (!(error instanceof Undo)) throw error;
      });
    };
    try {
      await fc.assert(fc.asyncProperty(plans, roundTrip), { numRuns: 6, endOnFailure: true });
    } finally {
      await empty.drop();
    }
  }, 120_000);
});
