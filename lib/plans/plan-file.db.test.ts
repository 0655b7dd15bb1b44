import { call } from "@orpc/server";
import { eq, isNull, sql } from "drizzle-orm";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Database, Tx } from "@/db/client";
import {
  approvalPolicies,
  auditEvents,
  environments,
  occurrences,
  releaseWindows,
  serviceDependencies,
  services,
  targets,
  teams,
} from "@/db/schema";
import { contextAs, refusalFrom } from "@/db/testing/call-as";
import { buildOrganisation, type Organisation, testNow } from "@/db/testing/organisation";
import { actorOf, aPerson, tokenActorOf } from "@/db/testing/person";
import { plans } from "@/db/testing/plan";
import { anAcceptedRelease } from "@/db/testing/release";
import { anApproval, aSlot } from "@/db/testing/slot";
import { createTestDatabase, type TestDatabase } from "@/db/testing/test-database";
import type { Plan } from "@/lib/domain/plan";
import { freezesProcedures } from "@/lib/freezes/procedures";
import { windowsProcedures } from "@/lib/windows/procedures";
import { writePlanText } from "./input/write-plan-text";
import { plansProcedures } from "./procedures";

const publicUrl = "http://localhost:3000";

/** A plan is that of the whole installation, so each test has one of its own. */
let database: TestDatabase;
let db: Database;
let organisation: Organisation;
let asAdmin: ReturnType<typeof contextAs>;

beforeEach(async () => {
  database = await createTestDatabase();
  db = database.db;
  organisation = await buildOrganisation(db);
  asAdmin = contextAs(actorOf(organisation.people.admin), organisation.now, db);
});
afterEach(() => database.drop());

const exported = async () => (await call(plansProcedures.export, undefined, asAdmin)).text;
const compare = (text: string, prune = false) => call(plansProcedures.compare, { text, prune }, asAdmin);
const apply = (text: string, digest: string, prune = false) =>
  call(plansProcedures.apply, { text, digest, prune }, asAdmin);
/** As whoever looks and then applies. */
const carryOut = async (text: string, prune = false) => apply(text, (await compare(text, prune)).digest, prune);

/** "change windows Production in Production: Lanes 3 → 4" */
const inShort = ({ changes }: Awaited<ReturnType<typeof compare>>) =>
  changes.map(({ section, action, name, fields }) => {
    const told = action === "change" ? fields.map(({ label, before, after }) => `${label} ${before} → ${after}`) : [];
    return [`${action} ${section} ${name}`, ...told].join("; ");
  });

const file = (sections: string) => `signalbox: 1\n${sections}`;
const moreLanes = async () => (await exported()).replace("lanes: 3", "lanes: 4");

describe("the export of a plan", () => {
  it("is the same to the byte as long as nothing changes, and comparing it finds nothing to do", async () => {
    const text = await exported();
    expect(await exported()).toBe(text);
    expect(await compare(text, true)).toMatchObject({ changes: [], undeclared: [], notes: [] });
  });

  it("holds the extra dates of windows and freezes, and takes them back in as they were", async () => {
    const freeze = {
      name: "Friday noons",
      grade: "closed" as const,
      zone: "Europe/Berlin",
      localStart: "2026-12-04T12:00",
      durationMinutes: 60,
      rrule: "FREQ=WEEKLY;BYDAY=FR",
      rdates: ["2026-12-30T12:00"],
    };
    const asManager = contextAs(actorOf(organisation.people.releaseManager), testNow, db);
    const { freezeId } = await call(freezesProcedures.create, freeze, asManager);
    const text = await exported();
    expect(text).toContain("2026-12-30T12:00");
    expect((await compare(text, true)).changes).toEqual([]);
    const later = text.replace("2026-12-30T12:00", "2026-12-31T12:00");
    expect(inShort(await compare(later))).toEqual([
      "change freezes Friday noons; Also 2026-12-30 12:00 → 2026-12-31 12:00",
    ]);
    await carryOut(later);
    expect(await call(freezesProcedures.get, { freezeId }, asManager)).toMatchObject({
      rdates: ["2026-12-31T12:00"],
      periods: expect.arrayContaining([
        { during: { start: new Date("2026-12-31T11:00:00Z"), end: new Date("2026-12-31T12:00:00Z") }, label: "" },
      ]),
    });
  });

  it("never holds a secret", async () => {
    expect(await exported()).not.toMatch(/whsec_|secret/i);
  });

  it("says which series still goes by an earlier rule: a window is written as what it goes on with", async () => {
    const { window } = organisation;
    const from = organisation.occurrences.find(({ during }) => during.start > new Date("2026-12-01T12:00:00Z"));
    const split = { windowId: window.id, occurrenceId: from?.id ?? "", lanes: 5 };
    await call(windowsProcedures.split, split, contextAs(actorOf(organisation.people.releaseManager), testNow, db));
    const { text, notes } = await call(plansProcedures.export, undefined, asAdmin);
    expect(text).toContain("lanes: 5");
    expect(text).not.toContain("lanes: 3");
    expect(notes).toEqual([
      "Production in Production goes by an earlier rule until Tue 1 Dec 2026, which is not in the file.",
    ]);
    expect((await compare(text, true)).changes).toEqual([]);
  });

  it("is for those who read the whole plan: a stakeholder of one team would read what is hidden from them", async () => {
    const one = { role: "stakeholder" as const, teamId: organisation.teams.shop.id };
    const person = await aPerson(db, { name: "Only Shop", roles: [one] });
    const asOne = contextAs(actorOf(person), organisation.now, db);
    expect(await refusalFrom(call(plansProcedures.export, undefined, asOne))).toMatchObject({ code: "forbidden" });
  });
});

describe("a comparison", () => {
  it("tells each change with its line, field by field, and keeps nothing of it", async () => {
    const text = (await moreLanes()).replace("name: Shop\n    hue: 5", "name: Store\n    was: Shop\n    hue: 6");
    const rows = () => db.select().from(releaseWindows).orderBy(releaseWindows.id);
    const before = await rows();
    // In the file the services still belong to Shop, which is called Store now.
    const renamed = text.replace("team: Shop", "team: Store");
    const comparison = await compare(renamed);
    expect(inShort(comparison)).toEqual([
      "change teams Store; Name Shop → Store; Colour hue 5 → hue 6",
      "change windows Production in Production; Lanes 3 → 4",
    ]);
    expect(comparison.changes.map(({ line }) => renamed.split("\n")[(line ?? 0) - 1])).toEqual([
      "  - name: Store",
      "  - name: Production",
    ]);
    expect(await rows()).toEqual(before);
    expect(await db.$count(auditEvents)).toBe(0);
  });

  it("names what stands and is not in the file, and removes it only when told to", async () => {
    const text = file("windows: []\nteams: []\n");
    expect(await compare(text)).toMatchObject({
      changes: [],
      undeclared: [
        { section: "teams", name: "Payments" },
        { section: "teams", name: "Shop" },
        { section: "windows", name: "Staging daily in Staging" },
        { section: "windows", name: "Production in Production" },
      ],
    });
  });

  it("shows every change that would be refused, each with its rules, and not only the first", async () => {
    const slot = await aSlot(db, organisation);
    const { changes } = await compare(file("windows: []\nteams: []\n"), true);
    expect(changes.map(({ name, problem }) => [name, problem?.code])).toEqual([
      ["Staging daily in Staging", undefined],
      ["Production in Production", "in_use"],
      ["Payments", "in_use"],
      ["Shop", "in_use"],
    ]);
    expect(changes[1]?.problem?.rules).toMatchObject([{ id: slot.id, name: "Slot of Payments" }]);
  });

  it("shows which booked slots a freeze would keep from opening, and which it lets go again", async () => {
    const { release } = await anAcceptedRelease(db, organisation, { version: "4.2.0" });
    await aSlot(db, organisation, { releases: [release] });
    const winter = (grade: string) =>
      file(
        `freezes:\n  - { name: Winter, grade: ${grade}, zone: UTC, localStart: 2026-11-24T00:00, durationMinutes: 1440, environments: [Production] }\n`,
      );
    const added = await compare(winter("closed"));
    expect(added.changes[0]?.effects).toMatchObject([
      { kind: "missed", words: "1 booked slot will be missed unless it is moved.", slots: [{ name: "ledger 4.2.0" }] },
    ]);
    await carryOut(winter("closed"));
    expect((await compare(winter("no_train"))).changes[0]?.effects).toMatchObject([{ kind: "freed" }]);
    expect((await compare(file("freezes: []\n"), true)).changes).toMatchObject([
      { action: "remove", name: "Winter", effects: [{ kind: "freed" }] },
    ]);
  });

  it("shows which booked slots keep an opening that the rule no longer has", async () => {
    await aSlot(db, organisation);
    const text = (await exported()).replace("FREQ=WEEKLY;BYDAY=TU,TH", "FREQ=WEEKLY;BYDAY=FR");
    expect((await compare(text)).changes[0]?.effects).toMatchObject([
      { kind: "kept", slots: [{ teamName: "Payments", environmentName: "Production" }] },
    ]);
  });

  it("shows which signatures a policy would make stale", async () => {
    const { release } = await anAcceptedRelease(db, organisation);
    const slot = await aSlot(db, organisation, { releases: [release] });
    await anApproval(db, organisation, slot, organisation.people.releaseManager);
    const text = (await exported()).replace("required: 1", "required: 2");
    expect((await compare(text)).changes[0]).toMatchObject({
      section: "policies",
      effects: [{ kind: "stale", slots: [{ id: slot.id }] }],
    });
  });

  it("takes what was once, and is over, as done", async () => {
    const over = "{ name: Summer, grade: closed, zone: UTC, localStart: 2026-07-01T00:00, durationMinutes: 60 }";
    const comparison = await compare(file(`freezes:\n  - ${over}\n`));
    expect(comparison).toMatchObject({ changes: [], notes: [{ line: 3, text: expect.stringContaining("Summer") }] });
  });

  it("refuses a target's address inside the network, at its change", async () => {
    const text = file('targets:\n  - { service: search, environment: Staging, url: "http://169.254.169.254/" }\n');
    expect((await compare(text)).changes).toMatchObject([
      { name: "search in Staging", line: 3, problem: { code: "target_address_forbidden" } },
    ]);
  });
});

describe("applying a plan", () => {
  it("does what was shown through the commands, so that each change is in the audit log, and again changes nothing", async () => {
    const text = `${await moreLanes()}
freezes:
  - name: Winter
    grade: hotfix_only
    zone: Europe/Berlin
    localStart: 2026-12-20T00:00
    durationMinutes: 20160
    environments: [production]
    except: { services: [checkout] }
    thawPerHour: 2
`;
    await carryOut(text);
    const events = await db.select().from(auditEvents).orderBy(auditEvents.id);
    expect(events.map(({ action, actorName, subjectName }) => [action, actorName, subjectName])).toEqual([
      ["window.changed", "Ada Admin", "Production"],
      ["freeze.created", "Ada Admin", "Winter"],
      ["plan.applied", "Ada Admin", "2 changes"],
    ]);
    const [window] = await db.select().from(releaseWindows).where(eq(releaseWindows.id, organisation.window.id));
    expect(window?.lanes).toBe(4);
    const again = await carryOut(text, true);
    expect(again.changes).toEqual([]);
    expect(await db.$count(auditEvents)).toBe(3);
    expect(await exported()).toContain("except:\n      services:\n        - checkout\n    thawPerHour: 2");
  });

  it("is all or nothing: one change that is refused undoes the others, and is told with its line", async () => {
    const text = (await moreLanes()).replace("- name: Shop", "- name: Payments");
    const doubled = text.replace("  - name: Payments\n    hue: 5\n", "");
    const comparison = await compare(doubled, true).catch(() => undefined);
    expect(comparison).toBeUndefined();

    const bad = (await moreLanes()).replace("rrule: FREQ=DAILY", "rrule: FREQ=HOURLY");
    const { digest, changes } = await compare(bad);
    expect(changes).toMatchObject([{ problem: { code: "invalid_input" } }, {}]);
    const refusal = await refusalFrom(apply(bad, digest));
    expect(refusal).toMatchObject({ code: "invalid_input", field: "text" });
    expect(refusal.message).toMatch(/^Line \d+, Staging daily in Staging: FREQ=HOURLY is finer than a day/);
    const [window] = await db.select().from(releaseWindows).where(eq(releaseWindows.id, organisation.window.id));
    expect(window?.lanes).toBe(3);
    expect(await db.$count(auditEvents)).toBe(0);
  });

  it("is refused when something changed since it was compared, be it the plan or a booking that it touches", async () => {
    const text = (await moreLanes()).replace("FREQ=WEEKLY;BYDAY=TU,TH", "FREQ=WEEKLY;BYDAY=FR");
    const { digest } = await compare(text);
    await aSlot(db, organisation);
    expect(await refusalFrom(apply(text, digest))).toMatchObject({ code: "plan_outdated", field: "digest" });
    const second = await compare(text);
    await db.update(teams).set({ name: "Paying" }).where(eq(teams.id, organisation.teams.payments.id));
    expect(await refusalFrom(apply(text, second.digest))).toMatchObject({ code: "plan_outdated" });
  });

  it("lets exactly one of two through who apply at once", async () => {
    const text = await moreLanes();
    const { digest } = await compare(text);
    const done = await Promise.allSettled([apply(text, digest), apply(text, digest)]);
    expect(done.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await db.$count(auditEvents, eq(auditEvents.action, "plan.applied"))).toBe(1);
  });

  it("renames by `was` and keeps all history; applied again it changes nothing", async () => {
    const text = (await exported())
      .replace("- name: Staging\n", "- name: Preproduction\n    was: Staging\n")
      .replaceAll("environment: Staging", "environment: Preproduction");
    expect(inShort(await carryOut(text, true))).toEqual([
      "change environments Preproduction; Name Staging → Preproduction",
    ]);
    const [stop] = await db.select().from(environments).where(eq(environments.name, "Preproduction"));
    expect(stop?.id).toBe(organisation.environments.staging.id);
    expect((await compare(text, true)).changes).toEqual([]);
  });

  it("puts a new environment where the file has it", async () => {
    const text = (await exported()).replace(
      "  - name: Production\n    zone: Europe/Berlin\n    requires",
      "  - name: Canary\n    zone: Europe/Berlin\n\n  - name: Production\n    zone: Europe/Berlin\n    requires",
    );
    expect(inShort(await carryOut(text))).toEqual([
      "add environments Canary",
      "change environments Promotion path; Order Dev → QA → Staging → Production → Canary → Dev → QA → Staging → Canary → Production",
    ]);
    expect(await exported()).toBe(text);
  });

  it("removes by putting away: what happened stays on the record", async () => {
    const text = (await exported()).replace(/\npolicies:[\s\S]*/, "\npolicies: []\nwindows: []\nfreezes: []\n");
    await carryOut(text, true);
    expect(await db.$count(releaseWindows, isNull(releaseWindows.archivedAt))).toBe(0);
    expect(await db.$count(occurrences, sql`upper(${occurrences.during}) > ${organisation.now.toISOString()}`)).toBe(0);
    const versions = await db.select().from(approvalPolicies).orderBy(approvalPolicies.version);
    expect(versions.map(({ version }) => version)).toEqual([1, 2]);
    expect((await compare(text, true)).changes).toEqual([]);
  });

  it("brings an archived service back instead of refusing its name, and archives by field", async () => {
    const archived = (await exported()).replace("  - name: search\n", "  - name: search\n    archived: true\n");
    await carryOut(archived.replace(/ {2}- service: search[\s\S]*?\n\n/, ""));
    const state = async () =>
      (await db.select().from(services).where(eq(services.id, organisation.services.search.id)))[0]?.archivedAt;
    expect(await state()).not.toBeNull();
    expect(await exported()).not.toContain("search");
    await carryOut(archived.replace("    archived: true\n", ""));
    expect(await state()).toBeNull();
  });

  it("turns a dependency round, which no single step could", async () => {
    const of = (checkout: string, ledger: string) =>
      file(`services:
  - { name: checkout, team: Payments, dependsOn: [${checkout}] }
  - { name: ledger, team: Payments, dependsOn: [${ledger}] }
`);
    await carryOut(of("ledger", ""));
    await carryOut(of("", "checkout"));
    expect(await db.select().from(serviceDependencies)).toEqual([
      { serviceId: organisation.services.ledger.id, dependsOnId: organisation.services.checkout.id },
    ]);
    const { changes } = await compare(of("ledger", "checkout"));
    expect(changes.map(({ problem }) => problem?.code)).toContain("circular_order");
  });

  it("makes a target without handing its secret out: the answer of a pipeline is kept in logs", async () => {
    const text = file('targets:\n  - { service: search, environment: Staging, url: "https://93.184.216.34" }\n');
    const answer = await carryOut(text);
    expect(JSON.stringify(answer)).not.toContain("whsec_");
    const [target] = await db.select().from(targets).where(eq(targets.url, "https://93.184.216.34/"));
    expect(target?.secretSealed).toBeTruthy();
    expect((await compare(text)).changes).toEqual([]);
  });
});

describe("whom applying is for", () => {
  it("a token that has only this permission applies every section, with what its owner may do", async () => {
    const token = contextAs(tokenActorOf(organisation.people.admin, "plan.apply"), organisation.now, db);
    const text = (await exported()).replace("required: 1", "required: 2");
    const { digest } = await call(plansProcedures.compare, { text }, token);
    await call(plansProcedures.apply, { text, digest }, token);
    expect(await db.$count(approvalPolicies)).toBe(2);
    const events = await db.select().from(auditEvents);
    expect(new Set(events.map(({ actorKind }) => actorKind))).toEqual(new Set(["token"]));
  });

  it("nobody whose permission reaches a single team", async () => {
    const admin = actorOf(organisation.people.admin);
    const permissions = new Map([["plan.apply" as const, [organisation.teams.shop.id]]]);
    const one = contextAs({ ...admin, permissions }, organisation.now, db);
    expect(await refusalFrom(call(plansProcedures.compare, { text: file("") }, one))).toMatchObject({
      code: "forbidden",
    });
  });
});

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
