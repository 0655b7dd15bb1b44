import { CsvError } from "csv-parse";
import { and, eq, inArray, sql } from "drizzle-orm";
import type { Database, Tx } from "@/db/client";
import { announce } from "@/db/notify";
import {
  type HistoryFindings,
  type HistoryReading,
  historyImportProblems,
  historyImportRows,
  historyImports,
} from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import { recogniseColumns } from "@/lib/domain/history-columns";
import { type HistoryRow, historyReader, mostStates, type RowProblem } from "@/lib/domain/history-rows";
import { maxHistoryRows } from "@/lib/history/input";
import { type FileRecord, fileRecords } from "./file-records";
import { importSubject, lockImport } from "./lock-import";

const batchSize = 2_000;
const sampleRows = 8;
/** Which columns hold times is told by so many rows: a state that few items come to is empty for long. */
const recognisedBy = 500;
const worker = { kind: "worker" } as const;

/** Somebody cancelled, or another worker reads it anew: nothing more of this run counts. */
class Overtaken extends Error {}
/** The file cannot be read; the message is for people. */
class Unreadable extends Error {}

/**
 * Reads an uploaded file into staged rows, which count nowhere until somebody has looked at them, and writes down what makes no sense
 * in it. In batches, each a transaction of its own that shows how far it is; a run that was killed is started over by the queue, and
 * its rows are the first thing that goes. Cancelled in between, it stops at the next batch.
 */
export async function readHistory(db: Database, importId: string, now: () => Date): Promise<void> {
  const begun = await db.transaction((tx) => beginRun(tx, importId));
  if (begun === undefined) return;
  try {
    await readAll(db, importId, begun, now());
  } catch (error) {
    if (error instanceof Overtaken) return;
    const message = messageOf(error);
    if (message === undefined) throw error;
    await db.transaction((tx) => failImport(tx, importId, message, now()));
  }
}

type Run = { run: number; reading: HistoryReading };

async function beginRun(tx: Tx, importId: string): Promise<Run | undefined> {
  const locked = await lockImport(tx, importId, "read");
  if (!locked.ok || locked.value.found.reading === null) return undefined;
  const run = locked.value.found.run + 1;
  await tx.delete(historyImportRows).where(eq(historyImportRows.importId, importId));
  await tx.delete(historyImportProblems).where(eq(historyImportProblems.importId, importId));
  await tx.update(historyImports).set({ run, readBytes: 0 }).where(eq(historyImports.id, importId));
  return { run, reading: locked.value.found.reading };
}

async function readAll(db: Database, importId: string, { run, reading }: Run, now: Date): Promise<void> {
  const records = fileRecords(db, importId);
  const head = (await records.next()).value as FileRecord | undefined;
  if (head === undefined) throw new Unreadable("The file is empty.");
  const headers = head.values.map((value) => value.trim().slice(0, 200));
  const firstRecords: FileRecord[] = [];
  for (let next = await records.next(); !next.done; next = await records.next()) {
    firstRecords.push(next.value);
    if (firstRecords.length >= recognisedBy) break;
  }
  async function* all() {
    yield* firstRecords;
    yield* records;
  }
  const firstRows = firstRecords.map(({ values }) => values);
  const known = recogniseColumns(headers, firstRows, reading);
  const columns = reading.columns.item === "" ? known?.columns : reading.columns;
  const sample = firstRows.slice(0, sampleRows).map(shown);
  const format = known?.format ?? "csv";
  const findings = { format, headers, sample } as const;
  if (columns === undefined) {
    await db.transaction((tx) => endRun(tx, importId, run, reading, { ...findings, ...nothing }));
    return;
  }
  const reader = historyReader(headers, columns, reading, now);
  let batch: { rows: HistoryRow[]; problems: RowProblem[] } = { rows: [], problems: [] };
  let count = 0;
  const flush = async (bytes: number) => {
    const { rows, problems } = batch;
    batch = { rows: [], problems: [] };
    await db.transaction((tx) => stage(tx, importId, run, rows, problems, bytes));
  };
  for await (const { line, bytes, values } of all()) {
    if (++count > maxHistoryRows) throw new Unreadable(`The file has more than ${maxHistoryRows} rows.`);
    const { rows, problems } = reader.read(line, values);
    batch.rows.push(...rows);
    batch.problems.push(...problems);
    if (reader.hasTooManyStates())
      throw new Unreadable(
        `There are more than ${mostStates} different states${"to" in columns ? ` in the column “${columns.to}”` : ""}. Is it another one?`,
      );
    if (count % batchSize === 0) await flush(bytes);
  }
  await flush(0);
  const bad = reader.badItems();
  await db.transaction(async (tx) => {
    for (let from = 0; from < bad.length; from += batchSize) {
      await tx
        .delete(historyImportRows)
        .where(
          and(
            eq(historyImportRows.importId, importId),
            inArray(historyImportRows.item, bad.slice(from, from + batchSize)),
          ),
        );
    }
    await endRun(tx, importId, run, { ...reading, columns }, { ...findings, ...reader.summary() });
  });
}

const nothing = {
  rows: 0,
  passedOver: 0,
  items: 0,
  badRows: 0,
  badItems: 0,
  duplicates: 0,
  firstAt: null,
  lastAt: null,
  states: [],
  problems: {},
};

const shown = (values: string[]) =>
  values.slice(0, 20).map((value) => value.slice(0, 120).replaceAll("\u0000", "").toWellFormed());

async function stage(
  tx: Tx,
  importId: string,
  run: number,
  rows: HistoryRow[],
  problems: RowProblem[],
  bytes: number,
): Promise<void> {
  const going = await tx
    .update(historyImports)
    .set(
      bytes === 0
        ? { readBytes: sql`${historyImports.receivedBytes}` }
        : { readBytes: sql`least(${bytes}::int, ${historyImports.receivedBytes})` },
    )
    .where(and(eq(historyImports.id, importId), eq(historyImports.run, run), eq(historyImports.status, "reading")))
    .returning({ id: historyImports.id });
  if (going.length === 0) throw new Overtaken();
  if (rows.length > 0) {
    await tx.execute(sql`insert into ${historyImportRows} (import_id, line, item, state, at)
      select ${importId}::uuid, * from unnest(
        ${sql.param(rows.map(({ line }) => line))}::int[], ${sql.param(rows.map(({ item }) => item))}::text[],
        ${sql.param(rows.map(({ state }) => state))}::text[], ${sql.param(rows.map(({ at }) => at.toISOString()))}::timestamptz[])`);
  }
  if (problems.length > 0) {
    await tx
      .insert(historyImportProblems)
      .values(problems.map(({ line, code, item, message }) => ({ importId, line, code, item, message })))
      .onConflictDoNothing();
  }
  await announce(tx, { noun: "history", id: importId });
}

async function endRun(tx: Tx, importId: string, run: number, reading: HistoryReading, findings: HistoryFindings) {
  const locked = await lockImport(tx, importId, "read");
  if (!locked.ok || locked.value.found.run !== run) throw new Overtaken();
  const { status } = locked.value;
  await tx.update(historyImports).set({ status, reading, findings }).where(eq(historyImports.id, importId));
  await announce(tx, { noun: "history", id: importId });
}

function messageOf(error: unknown): string | undefined {
  if (error instanceof Unreadable) return error.message;
  if (!(error instanceof CsvError)) return undefined;
  const line = typeof error.lines === "number" ? ` Look at line ${error.lines}.` : "";
  return `The file is no table of values parted by commas, semicolons or tabs.${line}`;
}

async function failImport(tx: Tx, importId: string, message: string, now: Date): Promise<void> {
  const locked = await lockImport(tx, importId, "failed");
  if (!locked.ok) return;
  const { found, status } = locked.value;
  await tx.update(historyImports).set({ status, message }).where(eq(historyImports.id, importId));
  await recordAudit(tx, worker, now, { action: "history.failed", subject: importSubject(found), data: { message } });
  await announce(tx, { noun: "history", id: importId });
}
