import type { Database } from "@/db/client";
import { approvalPolicies, approvalStages, environments, services, targets, teams } from "@/db/schema";
import type { Role } from "@/lib/domain/permission";
import { newWebhookSecret, sealSecret } from "@/lib/webhooks/secret";
import { aPerson, type TestPerson } from "./person";
import { aWindow } from "./window";

/** Monday 23 November 2026, 10:00 in Berlin: the "now" that the shared organisation is built around. */
export const testNow = new Date("2026-11-23T09:00:00Z");

export type Organisation = Awaited<ReturnType<typeof buildOrganisation>>;

/**
 * A small organisation that works here: two teams, three services, the path Dev → QA → Staging → Production, somebody in every
 * role, windows with occurrences from two weeks before `now` to eight weeks after it, a target and an approval policy.
 *
 * - Dev and QA are open by default. Staging has a window every day 08:00–18:00 with 2 lanes, Production one on Tuesday and
 *   Thursday 06:00–12:00 with 3 lanes, both on a grid of 15 minutes and in Europe/Berlin. The next opening of Production after
 *   `testNow` is Tuesday 24 November, 05:00–11:00 UTC.
 * - Production requires QA's acceptance and one release manager's signature (policy version 1, authors excluded).
 * - `ledger` and `checkout` belong to `payments`, `search` to `shop`; all three have a target in Production, and ledger one
 *   in Staging.
 *
 * Called again on the same database it builds a second, separate organisation, whose names end in a number.
 */
export async function buildOrganisation(db: Database, options: { now?: Date } = {}) {
  const now = options.now ?? testNow;
  const known = await db.$count(environments);
  const named = (name: string) => (known === 0 ? name : `${name} ${known / 4 + 1}`);

  const [payments, shop] = await returned(
    db
      .insert(teams)
      .values([
        { name: named("Payments"), hue: 1 },
        { name: named("Shop"), hue: 5 },
      ])
      .returning(),
  );
  const [ledger, checkout, search] = await returned(
    db
      .insert(services)
      .values([
        { name: named("ledger"), teamId: payments.id, cadence: "slow" as const },
        { name: named("checkout"), teamId: payments.id, cadence: "quick" as const },
        { name: named("search"), teamId: shop.id, cadence: "slow" as const },
      ])
      .returning(),
  );
  const zone = "Europe/Berlin";
  const [dev, qa, staging, production] = await returned(
    db
      .insert(environments)
      .values([
        { name: named("Dev"), position: known + 1, defaultOpen: true, zone },
        { name: named("QA"), position: known + 2, defaultOpen: true, zone },
        { name: named("Staging"), position: known + 3, zone },
        { name: named("Production"), position: known + 4, requiresAcceptance: true, zone },
      ])
      .returning(),
  );
  const people = await staff(db, named);
  const daily = await aWindow(db, staging, {
    name: named("Staging daily"),
    localStart: "2026-01-05T08:00",
    durationMinutes: 600,
    rrule: "FREQ=DAILY",
    lanes: 2,
    now,
  });
  const weekly = await aWindow(db, production, {
    name: named("Production"),
    localStart: "2026-01-06T06:00",
    durationMinutes: 360,
    rrule: "FREQ=WEEKLY;BYDAY=TU,TH",
    lanes: 3,
    now,
  });
  const next = weekly.occurrences.find((occurrence) => occurrence.during.start > now);
  if (!next) throw new Error("the fixture's window does not open after its now");

  return {
    now,
    zone,
    teams: { payments, shop },
    services: { ledger, checkout, search },
    environments: { dev, qa, staging, production },
    people,
    /** The weekly window of Production, its occurrences in order, and the first one that starts after `now`. */
    window: weekly.window,
    occurrences: weekly.occurrences,
    nextOccurrence: next,
    staging: { window: daily.window, occurrences: daily.occurrences },
    targets: {
      ledger: await aTarget(db, ledger, production),
      checkout: await aTarget(db, checkout, production),
      search: await aTarget(db, search, production),
      ledgerInStaging: await aTarget(db, ledger, staging),
    },
    policy: await aPolicy(db, production, { stages: [{ role: "release_manager", required: 1 }] }),
  };
}

async function staff(db: Database, named: (name: string) => string) {
  const of = (name: string, role: Role): Promise<TestPerson> => aPerson(db, { name: named(name), roles: [{ role }] });
  return {
    admin: await of("Ada Admin", "admin"),
    releaseManager: await of("Rosa Release", "release_manager"),
    secondReleaseManager: await of("Rolf Release", "release_manager"),
    developer: await of("Dana Developer", "developer"),
    secondDeveloper: await of("Dirk Developer", "developer"),
    qa: await of("Quin Tester", "qa"),
    secondQa: await of("Quirin Tester", "qa"),
    stakeholder: await of("Stella Stakeholder", "stakeholder"),
  };
}

/** How a service is deployed in an environment. The secret in the clear is `secret`. */
export async function aTarget(
  db: Database,
  service: { id: string },
  environment: { id: string },
  more: Partial<typeof targets.$inferInsert> = {},
) {
  const secret = newWebhookSecret();
  const [target] = await returned(
    db
      .insert(targets)
      .values({
        serviceId: service.id,
        environmentId: environment.id,
        url: `https://deploy.example.com/hooks/${service.id}`,
        secretSealed: sealSecret(secret),
        ...more,
      })
      .returning(),
  );
  return { ...target, secret };
}

/** The next version of an environment's approval policy. */
export async function aPolicy(
  db: Database,
  environment: { id: string },
  policy: {
    version?: number;
    stages: { role: Role; required: number }[];
    authorExcluded?: boolean;
    coversTime?: "none" | "occurrence" | "slot";
  },
) {
  const { stages, version = 1, ...rest } = policy;
  const [row] = await returned(
    db
      .insert(approvalPolicies)
      .values({ environmentId: environment.id, version, ...rest })
      .returning(),
  );
  if (stages.length > 0) {
    await db
      .insert(approvalStages)
      .values(stages.map((stage, index) => ({ policyId: row.id, position: index + 1, ...stage })));
  }
  return row;
}

/** The rows of an INSERT … RETURNING as a tuple that has its members: `[first, second] = await returned(…)`. */
export async function returned<Row>(rows: PromiseLike<Row[]>): Promise<[Row, Row, Row, Row, ...Row[]]> {
  return (await rows) as [Row, Row, Row, Row, ...Row[]];
}
