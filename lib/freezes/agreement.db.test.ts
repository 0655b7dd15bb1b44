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
import { freezeHits, type Intent } from "@/lib/domain/freeze";
import { freezeGrades } from "@/lib/domain/freeze-grade";
import { decideFreezeRule } from "@/lib/domain/window-rule";
import { contains } from "@/lib/time/range";
import { expandRule } from "@/lib/time/recurrence";
import { horizonAfter } from "@/lib/time/validate-rule";
import { windowsProcedures } from "@/lib/windows/procedures";
import { freezesProcedures as procedures } from "./procedures";
import { freezeScopeOf, type WrittenScope } from "./queries/scope";

const { db } = testDatabase();
const hostZone = process.env.TZ;
const now = new Date("2026-11-23T09:00:00Z");
let organisation: Organisation;
let asManager: ReturnType<typeof contextAs>;
/** Open at all times: whatever closes them is the freeze. */
let places: { id: string }[];

beforeAll(async () => {
  organisation = await buildOrganisation(db);
  asManager = contextAs(actorOf(organisation.people.releaseManager), now);
  const open = { zone: "Europe/Berlin", defaultOpen: true };
  places = await returned(
    db
      .insert(environments)
      .values([
        { ...open, name: "Near", position: 101 },
        { ...open, name: "Far", position: 102 },
      ])
      .returning(),
  );
});
afterAll(() => {
  process.env.TZ = hostZone;
});

/** Which of the two of each kind, by place. */
const some = fc.subarray([0, 1]);
const lists = fc.record({ environments: some, teams: some, services: some });
const freezes = fc.record({
  rule: randomRules.filter((rule) => decideFreezeRule(rule, now).ok),
  skips: fc.array(fc.nat(), { maxLength: 3 }),
  extras: fc.subarray(["2026-12-24T13:07", "2027-05-01T02:30", "2027-10-31T02:30"]),
  grade: fc.constantFrom(...freezeGrades),
  included: lists,
  excluded: lists,
});
type Lists = typeof lists extends fc.Arbitrary<infer Value> ? Value : never;

function scopeOf({ included, excluded }: { included: Lists; excluded: Lists }): WrittenScope {
  const { teams, services } = organisation;
  const kinds = {
    environments: places.map(({ id }) => id),
    teams: [teams.payments.id, teams.shop.id],
    services: [services.ledger.id, services.search.id],
  };
  const ids = (kind: keyof typeof kinds, chosen: readonly number[]) =>
    chosen.flatMap((place) => kinds[kind][place] ?? []);
  // What takes all that is named out again is refused, and not drawn.
  const left = (kind: keyof typeof kinds) => {
    const out = ids(kind, excluded[kind]);
    return ids(kind, included[kind]).every((id) => out.includes(id)) && included[kind].length > 0 ? [] : out;
  };
  return {
    environmentIds: ids("environments", included.environments),
    teamIds: ids("teams", included.teams),
    serviceIds: ids("services", included.services),
    except: { environmentIds: left("environments"), teamIds: left("teams"), serviceIds: left("services") },
  };
}

/** Who may ask: from both places, both services, features, hotfixes and trains. */
function intents(): Intent[] {
  const { ledger, search } = organisation.services;
  return places.flatMap(({ id: environmentId }) =>
    [ledger, search].flatMap(({ id: serviceId, teamId }) => {
      const own = { environmentId, serviceId, teamId };
      return [
        { ...own, releaseKind: "feature" as const, origin: "window" as const },
        { ...own, releaseKind: "hotfix" as const, origin: "window" as const },
        { ...own, releaseKind: "feature" as const, origin: "train" as const },
      ];
    }),
  );
}

type Asked = { intent: Intent; at: Date };

/** The same by the rows alone, said once more in SQL. */
async function closedInDatabase(freezeId: string, asked: readonly Asked[]): Promise<boolean[]> {
  const written = JSON.stringify(asked.map(({ intent, at }, place) => ({ ...intent, at, place })));
  const inScope = (column: string) =>
    sql.raw(`
    (not exists (select 1 from freeze_scopes s where s.freeze_id = f.id and not s.excluded and s.${column} is not null)
      or exists (select 1 from freeze_scopes s where s.freeze_id = f.id and not s.excluded and s.${column} = q.${column}))
    and not exists (select 1 from freeze_scopes s where s.freeze_id = f.id and s.excluded and s.${column} = q.${column})`);
  const { rows } = await db.execute<{ closed: boolean }>(sql`
    with q as (
      select (each->>'at')::timestamptz as at, (each->>'place')::int as place, each->>'origin' as origin,
        each->>'releaseKind' as kind, (each->>'environmentId')::uuid as environment_id, (each->>'teamId')::uuid as team_id,
        (each->>'serviceId')::uuid as service_id
      from jsonb_array_elements(${written}::jsonb) each
    )
    select exists (
      select 1 from freezes f join freeze_periods p on p.freeze_id = f.id
      where f.id = ${freezeId} and f.lifted_at is null and p.during @> q.at
        and case f.grade when 'no_train' then q.origin = 'train' when 'hotfix_only' then q.kind <> 'hotfix' else true end
        and ${inScope("environment_id")} and ${inScope("team_id")} and ${inScope("service_id")}
    ) as closed
    from q order by q.place`);
  return rows.map(({ closed }) => closed);
}

describe.each(["UTC", "America/New_York"])("case 7, of freezes, on a host whose clock stands in %s", (zone) => {
  it("rule, database and evaluator say the same of any freeze, for anybody, at any instant", async () => {
    process.env.TZ = zone;
    expect(new Date(2027, 0, 1).getTimezoneOffset()).toBe(zone === "UTC" ? 0 : 300);
    let closedAtAll = 0;
    await fc.assert(
      fc.asyncProperty(freezes, fc.array(fc.nat(), { minLength: 4, maxLength: 4 }), async (drawn, picks) => {
        const horizon = { start: now, end: horizonAfter(now) };
        const whole = expandRule(drawn.rule, horizon, 20_000).occurrences;
        const exdates = drawn.skips.map((skip) => whole[skip % whole.length]?.originalLocalStart ?? "");
        const rule = { ...drawn.rule, exdates: [...new Set(exdates)], rdates: drawn.extras };
        const scope = scopeOf(drawn);
        const freeze = { ...rule, ...scope, grade: drawn.grade, name: "Only" };
        const { freezeId } = await call(procedures.create, freeze, asManager);

        const { occurrences } = expandRule(rule, horizon, 20_000);
        // At those that are left out, too: there it does not close. And at those that are added: there it does.
        const added = occurrences.filter(({ originalLocalStart }) => drawn.extras.includes(originalLocalStart));
        const instants = [
          ...tellingInstants(whole, picks, horizon),
          ...(added.length > 0 ? tellingInstants(added, picks, horizon) : []),
        ];
        const asked = intents().flatMap((intent) => instants.map((at) => ({ intent, at })));
        const given = asked.map(
          ({ intent, at }) =>
            freezeHits({ grade: drawn.grade, scope: freezeScopeOf(scope) }, intent) &&
            occurrences.some(({ during }) => contains(during, at)),
        );
        expect(await closedInDatabase(freezeId, asked)).toEqual(given);
        closedAtAll += given.filter(Boolean).length;

        for (const [index, { intent, at }] of asked.entries()) {
          if (index % 31 !== 0 || intent.origin === "train") continue;
          const { environmentId, serviceId, releaseKind } = intent;
          const question = {
            environment: environmentId,
            service: serviceId ?? undefined,
            kind: releaseKind ?? undefined,
            at: at.toISOString(),
          };
          const { decision } = await call(windowsProcedures.status, question, asManager);
          expect([question, decision === "closed"]).toEqual([question, given[index]]);
        }
        await call(procedures.lift, { freezeId }, asManager);
        expect((await closedInDatabase(freezeId, asked)).some(Boolean)).toBe(false);
      }),
      { seed: 20261124, numRuns: 6, endOnFailure: true },
    );
    // Not all that is drawn may miss whoever asks: that would be agreement about nothing.
    expect(closedAtAll).toBeGreaterThan(50);
  });
});
