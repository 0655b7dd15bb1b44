import { eq, sql } from "drizzle-orm";
import type { Database, Tx } from "@/db/client";
import { announce } from "@/db/notify";
import {
  historyImportParts,
  historyImportProblems,
  historyImportRows,
  historyImports,
  historyIntervals,
} from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import type { Actor, Member } from "@/lib/auth/actor";
import { fewestStates } from "@/lib/domain/history-columns";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import type { ConfirmImportInput, ReadAgainInput } from "@/lib/history/input";
import { addJob } from "@/lib/jobs/enqueue";
import { countAsBefore, countOnce } from "./count-once";
import { importSubject, lockImport } from "./lock-import";

/**
 * Has the file read once more with other columns, zone or order of days and months. Refuses with `not_found`, `wrong_state`, and with
 * `invalid_input` a column that the file does not have.
 */
export async function readAgain(
  tx: Tx,
  { importId, columns, zone, dayFirst }: ReadAgainInput,
): Promise<Result<{ importId: string }>> {
  const locked = await lockImport(tx, importId, "read_again");
  if (!locked.ok) return locked;
  const { found, status } = locked.value;
  const headers = found.findings?.headers ?? [];
  const strange = Object.entries(columns)
    .flatMap(([key, names]) => [names ?? []].flat().map((name) => ({ key, name })))
    .find(({ name }) => !headers.includes(name));
  if (strange !== undefined && headers.length > 0)
    return refuse("invalid_input", `The file has no column “${strange.name}”.`, { field: `columns.${strange.key}` });
  if ("states" in columns && columns.states.includes(columns.item))
    return refuse("invalid_input", `“${columns.item}” holds the item, it is no state.`, { field: "columns.states" });
  if ("states" in columns && new Set(columns.states).size < fewestStates)
    return refuse("invalid_input", `Name at least ${fewestStates} columns that are states.`, {
      field: "columns.states",
    });
  const reading = { columns, delimiter: "", zone, dayFirst };
  await tx.update(historyImports).set({ status, reading, message: "" }).where(eq(historyImports.id, importId));
  await addJob(tx, "read_history", { importId }, { key: `history:${importId}` });
  await announce(tx, { noun: "history", id: importId });
  return accept({ importId });
}

/**
 * Has everything that makes sense in the file imported, with this meaning of its states. Refuses with `not_found`, `wrong_state`, and
 * with `invalid_input` when nothing is left to import or a state means nothing yet.
 */
export async function confirmImport(
  tx: Tx,
  actor: Member,
  { importId, states }: ConfirmImportInput,
  now: Date,
): Promise<Result<{ importId: string }>> {
  const locked = await lockImport(tx, importId, "confirmed");
  if (!locked.ok) return locked;
  const { found, status } = locked.value;
  const said = new Map(states.map(({ name, stage }) => [name, stage]));
  const findings = found.findings;
  if (findings === null || findings.items <= findings.badItems)
    return refuse(
      "invalid_input",
      "Nothing in the file can be imported. Look at the report, mend the file and upload it again.",
    );
  const meant = findings.states.map((state) => ({ ...state, stage: said.get(state.name) ?? state.stage }));
  const open = meant.find(({ stage }) => stage === null);
  if (open !== undefined) return refuse("invalid_input", `Say what “${open.name}” means.`, { field: "states" });
  await tx
    .update(historyImports)
    .set({ status, findings: { ...findings, states: meant } })
    .where(eq(historyImports.id, importId));
  await recordAudit(tx, actor, now, {
    action: "history.confirmed",
    subject: importSubject(found),
    data: { states: meant.map(({ name, stage }) => `${name}: ${stage}`), badItems: findings.badItems },
  });
  await addJob(tx, "import_history", { importId }, { key: `history:${importId}` });
  await announce(tx, { noun: "history", id: importId });
  return accept({ importId });
}

/**
 * Turns the staged rows into history, all of them or none: one transaction, at whose end they count. Killed in the middle it leaves the
 * import as it was, and the queue starts it over; cancelled before, it does nothing.
 */
export async function importHistory(db: Database, importId: string, now: Date): Promise<void> {
  await db.transaction(async (tx) => {
    const locked = await lockImport(tx, importId, "imported");
    if (!locked.ok) return;
    const { found, status } = locked.value;
    const stages = Object.fromEntries((found.findings?.states ?? []).map(({ name, stage }) => [name, stage]));
    const { rows } = await tx.execute<{ items: number; intervals: number }>(sql`
      with written as (
        insert into ${historyIntervals} (import_id, item, position, stage, state, entered_at, left_at)
        select import_id, item, (row_number() over changes)::int, ${JSON.stringify(stages)}::jsonb ->> state, state, at,
          lead(at) over changes
        from ${historyImportRows} where import_id = ${importId}
        window changes as (partition by item order by line)
        returning item)
      select count(distinct item)::int as items, count(*)::int as intervals from written`);
    const [done = { items: 0, intervals: 0 }] = rows;
    await tx
      .update(historyImports)
      .set({ status, importedItems: done.items, importedRows: done.intervals, importedAt: now, endedAt: now })
      .where(eq(historyImports.id, importId));
    await countOnce(tx, importId);
    await dropStaged(tx, importId);
    await recordAudit(tx, { kind: "worker" }, now, {
      action: "history.imported",
      subject: importSubject(found),
      data: { items: done.items, changes: done.intervals, badRows: found.findings?.badRows ?? 0 },
    });
    await forecastAnew(tx);
    await announce(tx, { noun: "history", id: importId });
  });
}

/** Stops an import wherever it is; nothing of it counts. Refuses with `not_found`, and with `wrong_state` once it has been imported. */
export async function cancelImport(tx: Tx, actor: Member, importId: string, now: Date): Promise<Result<null>> {
  return await endImport(tx, actor, importId, "cancelled", now);
}

/** Takes an imported history out again. Refuses with `not_found`, and with `wrong_state` what is no imported history. */
export async function removeImport(tx: Tx, actor: Member, importId: string, now: Date): Promise<Result<null>> {
  return await endImport(tx, actor, importId, "removed", now);
}

async function endImport(
  tx: Tx,
  actor: Actor,
  importId: string,
  event: "cancelled" | "removed",
  now: Date,
): Promise<Result<null>> {
  const locked = await lockImport(tx, importId, event);
  if (!locked.ok) return locked;
  const { found, status } = locked.value;
  await tx.update(historyImports).set({ status, endedAt: now }).where(eq(historyImports.id, importId));
  await dropStaged(tx, importId);
  if (event === "removed") await countAsBefore(tx, importId);
  await tx.delete(historyIntervals).where(eq(historyIntervals.importId, importId));
  if (event === "removed") await forecastAnew(tx);
  if (event === "cancelled") await tx.delete(historyImportProblems).where(eq(historyImportProblems.importId, importId));
  await recordAudit(tx, actor, now, { action: `history.${event}`, subject: importSubject(found) });
  await announce(tx, { noun: "history", id: importId });
  return accept(null);
}

/** What counts has changed. The worker does not listen for this noun: each batch that is read announces it, and moves no forecast. */
const forecastAnew = (tx: Tx) => addJob(tx, "refresh_forecasts", {}, { key: "refresh_forecasts", maxAttempts: 3 });

/** What came in is needed no longer than it is on its way. */
async function dropStaged(tx: Tx, importId: string): Promise<void> {
  await tx.delete(historyImportRows).where(eq(historyImportRows.importId, importId));
  await tx.delete(historyImportParts).where(eq(historyImportParts.importId, importId));
}
