import { createHash } from "node:crypto";
import type { Tx } from "@/db/client";
import { recordAudit } from "@/lib/audit/record";
import { type Actor, type Member, requireReach } from "@/lib/auth/actor";
import type { Permission } from "@/lib/domain/permission";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import type { ApplyPlanInput, ComparePlanInput } from "@/lib/plans/input";
import { type ReadPlan, readPlanText } from "@/lib/plans/input/read-plan-text";
import { lockPlan } from "@/lib/plans/queries/standing-plan";
import { type Attempt, attemptPlan } from "./attempt-plan";
import type { Step } from "./carry-out/step";

export type Comparison = Attempt & { digest: string };

type Found = { addresses: Step["addresses"] };

/**
 * What applying a file would do, found out by doing it and undoing it: the changes field by field, what they do to booked slots, and
 * every change that would be refused, with its refusal. Nothing is kept. Refuses a file that cannot be read (`invalid_input`, each
 * fault with its line) and whom `plan.apply` does not reach the whole installation (`forbidden`).
 */
export async function comparePlan(
  tx: Tx,
  actor: Actor,
  input: ComparePlanInput & Found,
  now: Date,
): Promise<Result<Comparison>> {
  const ready = prepare(actor, input.text);
  if (!ready.ok) return ready;
  const { planner, file } = ready.value;
  let outcome: Result<Attempt> | undefined;
  await tx
    .transaction(async (inner) => {
      outcome = await attemptPlan(inner, planner, { ...input, file }, now);
      throw new Undone();
    })
    .catch((error: unknown) => {
      if (!(error instanceof Undone)) throw error;
    });
  if (outcome === undefined) throw new Error("an attempt ended without an outcome");
  return outcome.ok ? accept({ ...outcome.value, digest: digestOf(outcome.value, input.prune) }) : outcome;
}

/**
 * Applies a file, all of it or nothing, through the commands that people's clicks run: the same rules, audit rows and announcements.
 * `digest` names the comparison that was looked at; when doing it now is not exactly what was shown, it is refused (`plan_outdated`).
 * Refuses like `comparePlan`, and like the first change that is refused. Applied again it changes nothing.
 */
export async function applyPlan(
  tx: Tx,
  actor: Actor,
  input: ApplyPlanInput & Found,
  now: Date,
): Promise<Result<Comparison>> {
  const ready = prepare(actor, input.text);
  if (!ready.ok) return ready;
  const { planner, file } = ready.value;
  await lockPlan(tx);
  const attempt = await attemptPlan(tx, planner, { ...input, file }, now);
  if (!attempt.ok) return attempt;
  const { changes } = attempt.value;
  const digest = digestOf(attempt.value, input.prune);
  if (digest !== input.digest) {
    return refuse(
      "plan_outdated",
      "Things have changed since this was compared. Compare again, and look before you apply.",
      {
        field: "digest",
      },
    );
  }
  const refused = changes.find(({ problem }) => problem !== undefined);
  if (refused?.problem) {
    const { problem, name, line } = refused;
    const where = line === undefined ? name : `Line ${line}, ${name}`;
    return { ok: false, refusal: { ...problem, field: "text", message: `${where}: ${problem.message}` } };
  }
  if (changes.length > 0) {
    const count = (action: string) => changes.filter((change) => change.action === action).length;
    await recordAudit(tx, actor, now, {
      action: "plan.applied",
      subject: { kind: "plan", name: changes.length === 1 ? "1 change" : `${changes.length} changes` },
      data: { added: count("add"), changed: count("change"), removed: count("remove"), pruned: input.prune, digest },
    });
  }
  return accept({ ...attempt.value, digest });
}

class Undone extends Error {}

/** What applying a plan includes. A token has none of these alone, and all of them within a plan. */
const included: readonly Permission[] = ["window.manage", "freeze.manage", "policy.manage", "service.manage"];

function prepare(actor: Actor, text: string): Result<{ planner: Member; file: ReadPlan }> {
  const reached = requireReach(actor, "plan.apply", null);
  if (!reached.ok) return reached;
  const file = readPlanText(text);
  if (!file.ok) return file;
  const permissions = new Map(reached.value.permissions);
  for (const permission of included) permissions.set(permission, "all");
  return accept({ planner: { ...reached.value, permissions }, file: file.value });
}

/** Of all that was shown and would be done, lines aside: moving an entry within the file changes nothing. */
function digestOf({ changes, undeclared }: Attempt, prune: boolean): string {
  const shown = changes.map(({ line: _, ...change }) => change);
  return createHash("sha256")
    .update(JSON.stringify([shown, undeclared, prune]), "utf8")
    .digest("hex");
}
