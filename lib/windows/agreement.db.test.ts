import { call } from "@orpc/server";
import { sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { environments } from "@/db/schema";
import { contextAs } from "@/db/testing/call-as";
import { buildOrganisation, type Organisation, returned } from "@/db/testing/organisation";
import { actorOf } from "@/db/testing/person";
import { randomRules, tellingInstants } from "@/db/testing/random-rules";
import { testDatabase } from "@/db/testing/test-database";
import { decideWindowRule } from "@/lib/domain/window-rule";
import { contains } from "@/lib/time/range";
import { expandRule, type TimeRule } from "@/lib/time/recurrence";
import { windowsProcedures as procedures } from "./procedures";

const { db } = testDatabase();
const hostZone = process.env.TZ;
let organisation: Organisation;
let asManager: ReturnType<typeof contextAs>;
let places = 100;

beforeAll(async () => {
  organisation = await buildOrganisation(db);
  asManager = contextAs(actorOf(organisation.people.releaseManager), organisation.now);
});
afterAll(() => {
  process.env.TZ = hostZone;
});

const rules = randomRules.filter((rule) => decideWindowRule(rule, new Date("2026-11-23T09:00:00Z")).ok);

/** An environment that this window alone opens. */
async function openedBy(rule: TimeRule): Promise<{ id: string; name: string }> {
  places += 1;
  const place = { name: `Place ${places}`, position: places, zone: "Europe/Berlin" };
  const [environment] = await returned(db.insert(environments).values(place).returning());
  const { exdates, rdates, ...columns } = rule;
  await call(
    procedures.create,
    { ...columns, exdates: [...exdates], rdates: [...rdates], environmentId: environment.id, name: "Only" },
    asManager,
  );
  return environment;
}

async function openInDatabase(environmentId: string, instants: readonly Date[]): Promise<boolean[]> {
  const asText = sql.param(instants.map((at) => at.toISOString()));
  const { rows } = await db.execute<{ open: boolean }>(sql`
    select exists (
      select 1 from occurrences where environment_id = ${environmentId} and status = 'scheduled' and during @> instant
    ) as open
    from unnest(${asText}::timestamptz[]) with ordinality as contextAs(instant, place) order by place`);
  return rows.map(({ open }) => open);
}

describe.each(["UTC", "America/New_York"])("case 7, on a host whose clock stands in %s", (zone) => {
  it("rule, database and evaluator say the same of any rule at any instant", async () => {
    process.env.TZ = zone;
    expect(new Date(2027, 0, 1).getTimezoneOffset()).toBe(zone === "UTC" ? 0 : 300);
    await fc.assert(
      fc.asyncProperty(rules, fc.array(fc.nat(), { minLength: 8, maxLength: 8 }), async (rule, picks) => {
        const horizon = { start: organisation.now, end: new Date("2028-11-23T09:00:00Z") };
        const { occurrences } = expandRule(rule, horizon, 20_000);
        const instants = tellingInstants(occurrences, picks, horizon);
        const given = instants.map((at) => occurrences.some(({ during }) => contains(during, at)));
        const environment = await openedBy(rule);
        expect(await openInDatabase(environment.id, instants)).toEqual(given);
        for (const [index, at] of instants.entries()) {
          if (index % 5 !== 0) continue;
          const { decision } = await call(
            procedures.status,
            { environment: environment.id, at: at.toISOString() },
            asManager,
          );
          expect([at.toISOString(), decision === "open"]).toEqual([at.toISOString(), given[index]]);
        }
      }),
      { numRuns: 5, endOnFailure: true },
    );
  });
});
