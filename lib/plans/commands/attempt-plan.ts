import type { Database, Tx } from "@/db/client";
import { inTransaction } from "@/db/transaction";
import type { Member } from "@/lib/auth/actor";
import { type PlanSection, planSections, type StandingPlan } from "@/lib/domain/plan";
import { comparePlans, type PlanChange, type PlanComparison } from "@/lib/domain/plan-comparison";
import type { PlanEffect } from "@/lib/domain/plan-effect";
import { afterRenaming, namedSections, withKnownNames } from "@/lib/domain/plan-references";
import { planWords } from "@/lib/domain/plan-words";
import { accept, type Refusal, type Result } from "@/lib/domain/refusal";
import { isOver } from "@/lib/domain/rule-over";
import { type ReadPlan, refuseFaults } from "@/lib/plans/input/read-plan-text";
import { loadStandingPlan } from "@/lib/plans/queries/standing-plan";
import { orderEnvironments } from "@/lib/services/commands/environment";
import { environmentSteps } from "./carry-out/environments";
import { freezeSteps } from "./carry-out/freezes";
import { policySteps } from "./carry-out/policies";
import { serviceSteps } from "./carry-out/services";
import { type CarryOut, MissingName, type Outcome, PlanIds, type Step } from "./carry-out/step";
import { targetSteps } from "./carry-out/targets";
import { teamSteps } from "./carry-out/teams";
import { trainSteps } from "./carry-out/trains";
import { windowSteps } from "./carry-out/windows";

const steps = {
  environments: environmentSteps,
  teams: teamSteps,
  services: serviceSteps,
  targets: targetSteps,
  policies: policySteps,
  windows: windowSteps,
  freezes: freezeSteps,
  trains: trainSteps,
} as const;

/** A change with what became of it. */
export type AttemptedChange = Pick<PlanChange, "section" | "action" | "name" | "fields"> & {
  line?: number;
  effects: PlanEffect[];
  /** Why it cannot be made. */
  problem?: Refusal;
};

export type Attempt = {
  changes: AttemptedChange[];
  undeclared: PlanComparison["undeclared"];
  /** What the file holds and needs nothing done, in sentences. */
  notes: { line?: number; text: string }[];
};

type Wanted = { file: ReadPlan; prune: boolean; addresses: Step["addresses"] };

/**
 * Carries a file out, change by change, in the transaction it is given: whoever calls keeps or undoes it. A change that is refused is
 * undone alone and told with its refusal; the others go on, so that one look shows everything that stands in the way. Refuses a file
 * that names what is not there.
 */
export async function attemptPlan(tx: Tx, actor: Member, wanted: Wanted, now: Date): Promise<Result<Attempt>> {
  const { file, prune, addresses } = wanted;
  const standing = afterRenaming(await loadStandingPlan(tx, now), file.plan);
  const settled = withKnownNames(standing, file.plan, { prune });
  if (settled.unknown.length > 0) {
    return refuseFaults(
      settled.unknown.map(({ section, at, field, of, name }) => {
        const path = `${section}.${at}.${field}`;
        return { line: file.lineOf(path) ?? 1, path, reason: `there is no ${planWords[of].one} "${name}"` };
      }),
    );
  }
  const compared = comparePlans(standing, settled.wanted, { prune });
  const step = { tx, actor, now, ids: idsOf(standing), addresses };
  const lineOf = ({ section, at }: PlanChange) => (at === undefined ? undefined : file.lineOf(`${section}.${at}`));
  const over = compared.changes.filter((change) => isOverAlready(change, now));
  const changes: AttemptedChange[] = [];
  const toDo = compared.changes.filter((each) => !over.includes(each));
  for (const section of planSections) {
    const own = toDo.filter((change) => change.section === section && change.action !== "remove");
    for (const { change, outcome } of await carryOutSection(step, section, own))
      changes.push(attempted(change, outcome, lineOf(change)));
  }
  // What others stand on goes last; the comparison has put it so.
  for (const change of toDo.filter(({ action }) => action === "remove"))
    changes.push(attempted(change, await carryOut(step, change), undefined));
  if (compared.path) {
    const { before, after } = compared.path;
    const order = { field: "path", label: "Order", before: before.join(" → "), after: after.join(" → ") };
    const change = { section: "environments", action: "change", name: "Promotion path" } as const;
    const outcome = await inSavepoint(step, (inside) => orderPath(inside, after));
    changes.push(attempted({ ...change, fields: [order] }, outcome, file.lineOf("environments")));
  }
  return accept({
    changes,
    undeclared: compared.undeclared,
    notes: over.map((change) => ({ line: lineOf(change), text: `${change.name} is over: there is nothing to do.` })),
  });
}

function attempted(
  { section, action, name, fields }: Pick<PlanChange, "section" | "action" | "name" | "fields">,
  outcome: Result<Outcome>,
  line: number | undefined,
): AttemptedChange {
  const change = { section, action, name, fields, ...(line === undefined ? {} : { line }) };
  return outcome.ok
    ? { ...change, effects: outcome.value.effects ?? [] }
    : { ...change, effects: [], problem: outcome.refusal };
}

/** Makes one change in a savepoint of its own: refused, it leaves nothing behind. */
async function inSavepoint(step: Step, work: (inside: Step) => Promise<Result<Outcome>>): Promise<Result<Outcome>> {
  try {
    return await inTransaction(step.tx as unknown as Database, (tx) => work({ ...step, tx }));
  } catch (error) {
    if (error instanceof MissingName) return error.result;
    throw error;
  }
}

async function carryOut(step: Step, { section, wanted, standing }: PlanChange): Promise<Result<Outcome>> {
  const { add, change, remove } = steps[section] as unknown as CarryOut<PlanSection>;
  const outcome = await inSavepoint(step, (inside) => {
    if (wanted === undefined) return remove(inside, standing as StandingItem);
    return standing === undefined ? add(inside, wanted) : change(inside, standing, wanted);
  });
  const id = outcome.ok ? (outcome.value.id ?? standing?.id) : undefined;
  if (id !== undefined && wanted && isNamed(section) && "name" in wanted) step.ids.learn(section, wanted.name, id);
  return outcome;
}

/** Adds and changes what one section names, then what needs all of it to be there. */
async function carryOutSection(step: Step, section: PlanSection, changes: readonly PlanChange[]) {
  const done: { change: PlanChange; outcome: Result<Outcome> }[] = [];
  for (const change of changes) done.push({ change, outcome: await carryOut(step, change) });
  const { afterwards = [] } = steps[section] as unknown as CarryOut<PlanSection>;
  for (const finish of afterwards) {
    for (const each of done) {
      const { standing, wanted } = each.change;
      const id = each.outcome.ok ? (each.outcome.value.id ?? standing?.id) : undefined;
      if (!each.outcome.ok || id === undefined || wanted === undefined) continue;
      const finished = await inSavepoint(step, (inside) => finish(inside, { id, standing, wanted }));
      if (!finished.ok) each.outcome = finished;
    }
  }
  return done;
}

/** What was once, and is over, needs no making: the file may keep it. */
function isOverAlready({ action, wanted }: PlanChange, now: Date): boolean {
  return action === "add" && wanted !== undefined && "localStart" in wanted && isOver(wanted, now);
}

type StandingItem = StandingPlan[PlanSection][number];
type NamedSection = (typeof namedSections)[number];
const isNamed = (section: PlanSection): section is NamedSection => namedSections.some((named) => named === section);

function idsOf(standing: StandingPlan): PlanIds {
  const ids = new PlanIds();
  for (const section of namedSections) for (const { name, id } of standing[section]) ids.learn(section, name, id);
  return ids;
}

async function orderPath({ tx, actor, now, ids }: Step, names: readonly string[]): Promise<Result<Outcome>> {
  const environmentIds = names.map((name) => ids.get("environments", name));
  const ordered = await orderEnvironments(tx, actor, { environmentIds }, now);
  return ordered.ok ? accept({}) : ordered;
}
