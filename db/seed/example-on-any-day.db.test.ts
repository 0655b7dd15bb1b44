import { randomBytes } from "node:crypto";
import { call } from "@orpc/server";
import { eq, gt } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { people, promises } from "@/db/schema";
import { contextAs } from "@/db/testing/call-as";
import { createTestDatabase } from "@/db/testing/test-database";
import { loadMember } from "@/lib/auth/load-member";
import { planningProcedures } from "@/lib/slots/procedures/planning";
import { sealSecret } from "@/lib/webhooks/secret";
import { bookDemoDeparture } from "./demo-departure";
import { loadExampleOrganisation } from "./example-organisation";

const digits = (count: number) => randomBytes(count / 2).toString("hex");

describe("the example organisation on another day", () => {
  it.each([
    ["two and a half weeks before a Tuesday of the recurring booking", "2026-12-25T10:00:00Z"],
    ["just after a maintenance night, the next of which is booked full", "2026-11-30T01:10:00Z"],
    ["before a maintenance night that the clock change makes an hour shorter", "2027-03-24T12:00:00Z"],
    ["before one that it makes an hour longer", "2027-10-28T09:00:00Z"],
  ])(
    "is loaded with all that its story needs: %s",
    async (_, day) => {
      const now = new Date(day);
      const { db, drop } = await createTestDatabase();
      try {
        const secretSealed = sealSecret(`whsec_${randomBytes(32).toString("base64")}`);
        await loadExampleOrganisation(db, now, { url: "http://127.0.0.1:9/deploy", secretSealed }, true);
        await bookDemoDeparture(db, now, digits);
        const [row] = await db.select().from(people).where(eq(people.email, "release.manager@northwind.example"));
        const found = row && (await loadMember(db, row.id));
        if (!found) throw new Error("the example organisation has no release manager");
        const { conflicts } = await call(planningProcedures.conflicts, {}, contextAs(found.member, now, db));
        const causes = conflicts.map(({ cause }) => cause);
        expect(causes.filter((cause) => cause === "downtime")).toHaveLength(1);
        expect(causes.filter((cause) => cause === "freeze").length).toBeGreaterThanOrEqual(2);
        const [promise] = await db.select().from(promises).where(gt(promises.promisedFor, now));
        expect(promise?.chanceThen).toBeGreaterThan(0.35);
        expect(promise?.chanceThen).toBeLessThan(0.7);
      } finally {
        await drop();
      }
    },
    120_000,
  );
});
