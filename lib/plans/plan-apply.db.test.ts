import { call } from "@orpc/server";
import { eq, isNull, sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "@/db/client";
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
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { actorOf, tokenActorOf } from "@/db/testing/person";
import { planActs } from "@/db/testing/plan-acts";
import { aSlot } from "@/db/testing/slot";
import { createTestDatabase, type TestDatabase } from "@/db/testing/test-database";
import { plansProcedures } from "./procedures";

/** A plan is that of the whole installation, so each test has one of its own. */
let database: TestDatabase;
let db: Database;
let organisation: Organisation;
let asAdmin: ReturnType<typeof contextAs>;
const { exported, compare, apply, carryOut, inShort, file, moreLanes } = planActs(() => asAdmin);

beforeEach(async () => {
  database = await createTestDatabase();
  db = database.db;
  organisation = await buildOrganisation(db);
  asAdmin = contextAs(actorOf(organisation.people.admin), organisation.now, db);
});
afterEach(() => database.drop());

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
