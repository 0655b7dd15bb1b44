import { and, asc, eq, inArray } from "drizzle-orm";
import { builds, handoffs, releases, services, testItems } from "@/db/schema";
import type { Member } from "@/lib/auth/actor";
import { addEvidence, decideItem, judgeArea } from "@/lib/handoffs/commands/work-through-plan";
import { recordCheck } from "@/lib/releases/commands/record-check";
import { recordCheckInput } from "@/lib/releases/input/check-input";
import { type Cast, perform } from "./cast";
import { developerOf, exampleServices } from "./example-plan";
import type { Present } from "./insert-present";

const minute = 60_000;

type Turn = { handoffId: string; buildId: string; service: string; status: string; number: number; handedOverAt: Date };

/**
 * What a tester ticked off before a verdict: every point where the build was accepted, the first half while it is in test or was sent
 * back. Points that the pipeline answers are left to it.
 */
export async function passOpenPoints(
  { db }: Pick<Present, "db">,
  handoffId: string,
  tester: Member,
  all: boolean,
  at: Date,
): Promise<void> {
  const items = await db
    .select({ id: testItems.id, checkName: testItems.checkName })
    .from(testItems)
    .where(eq(testItems.handoffId, handoffId))
    .orderBy(asc(testItems.position));
  const done = all
    ? items
    : items.filter(({ checkName }) => checkName === null).slice(0, Math.ceil(items.length / 2) - 1);
  for (const { id } of done) {
    await perform(db, (tx) => decideItem(tx, tester, { itemId: id, state: "passed", note: "" }, at));
  }
}

/** What the pipelines say of today's builds, and what testers have seen so far of those in test. */
export async function insertTests({ db, now, cast }: Pick<Present, "db" | "now" | "cast">): Promise<void> {
  const turns = await db
    .select({
      handoffId: handoffs.id,
      buildId: builds.id,
      service: services.name,
      status: handoffs.status,
      number: builds.number,
      handedOverAt: handoffs.handedOverAt,
    })
    .from(handoffs)
    .innerJoin(builds, eq(builds.id, handoffs.buildId))
    .innerJoin(releases, eq(releases.id, handoffs.releaseId))
    .innerJoin(services, eq(services.id, releases.serviceId))
    .where(inArray(handoffs.status, ["queued", "testing"]))
    .orderBy(asc(handoffs.handedOverAt));
  for (const turn of turns) await reportChecks({ db, cast }, turn, now);
  for (const turn of turns.filter(({ status }) => status === "testing")) await showEvidence({ db, cast }, turn, now);
}

type Reported = { name: string; conclusion?: "passed" | "failed"; passed?: number; total?: number; summary?: string };

/** Most pass; the load test of the search still runs, and one end-to-end run of the recommendations fails. */
function checksOf({ service }: Turn): Reported[] {
  const unit: Reported = { name: "unit", conclusion: "passed", passed: 412, total: 412 };
  const lint: Reported = { name: "lint", conclusion: "passed" };
  if (service === "search-api") {
    return [unit, lint, { name: "e2e", conclusion: "passed", passed: 88, total: 88 }, { name: "load" }];
  }
  if (service === "recommendations") {
    const e2e = {
      conclusion: "failed",
      passed: 57,
      total: 58,
      summary: "The start page shows a sold-out item.",
    } as const;
    return [unit, lint, { name: "e2e", ...e2e }];
  }
  return [unit, lint, { name: "e2e", conclusion: "passed", passed: 96, total: 96 }];
}

async function reportChecks({ db, cast }: { db: Present["db"]; cast: Cast }, turn: Turn, now: Date): Promise<void> {
  const team = exampleServices.find(({ name }) => name === turn.service)?.team;
  const developer = cast(team ? developerOf[team] : "developer");
  for (const [index, { conclusion, ...check }] of checksOf(turn).entries()) {
    const at = new Date(Math.min(now.getTime(), turn.handedOverAt.getTime() + (4 + 3 * index) * minute));
    const said = recordCheckInput.parse({
      ...check,
      buildId: turn.buildId,
      source: "github",
      status: conclusion === undefined ? "running" : "completed",
      conclusion,
      url: `https://ci.northwind.example/${turn.service}/rc${turn.number}/${check.name}`,
      startedAt: turn.handedOverAt.toISOString(),
      reportedAt: at.toISOString(),
    });
    await perform(db, (tx) => recordCheck(tx, developer, said, at));
  }
}

async function showEvidence(
  { db, cast }: { db: Present["db"]; cast: Cast },
  { handoffId, service }: Turn,
  now: Date,
): Promise<void> {
  const at = new Date(now.getTime() - 20 * minute);
  if (service === "search-api") {
    const [point] = await db
      .select({ id: testItems.id })
      .from(testItems)
      .where(and(eq(testItems.handoffId, handoffId), eq(testItems.state, "passed")))
      .orderBy(asc(testItems.position))
      .limit(1);
    const seen = {
      handoffId,
      title: "Facets before and after, recorded",
      url: "https://files.northwind.example/qa/facets.mp4",
    };
    await perform(db, (tx) => addEvidence(tx, cast("qa"), { ...seen, itemId: point?.id }, at));
    const area = { handoffId, area: "Results", verdict: "passed", note: "" } as const;
    await perform(db, (tx) => judgeArea(tx, cast("qa2"), area, at));
  }
  if (service === "recommendations") {
    const seen = {
      handoffId,
      title: "Log of the start without a model store",
      url: "https://files.northwind.example/qa/start.log",
    };
    await perform(db, (tx) => addEvidence(tx, cast("qa2"), seen, at));
  }
}
