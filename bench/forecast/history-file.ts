import { readFileSync } from "node:fs";
import { CsvError } from "csv-parse";
import { parse } from "csv-parse/sync";
import { type FlowHistory, flowHistory, type Transition } from "@/lib/domain/forecast/flow/history";
import { guessDelimiter, recogniseColumns } from "@/lib/domain/history-columns";
import { historyReader } from "@/lib/domain/history-rows";
import type { InstantReading } from "@/lib/time/read-instant";
import { Mishap } from "@/scripts/launch/terminal.mjs";

const utc: InstantReading = { zone: "UTC", dayFirst: true };

export type HistoryFile = {
  history: FlowHistory;
  /** What makes no sense, and the items that were left out with it. */
  badRows: number;
  badItems: number;
};

/**
 * A history of another tool, read as the import of an installation reads it: one row per change or a column per state, whatever its columns
 * are called. Items are done in the states named, else in the one in which most of them end. Throws a `Mishap` for what is no history.
 */
export function readHistory(path: string, now: Date, done?: readonly string[], reading = utc): HistoryFile {
  const [head, ...records] = recordsOf(path);
  const headers = (head ?? []).map((name) => name.trim());
  const columns = recogniseColumns(headers, records.slice(0, 500), reading)?.columns;
  if (columns === undefined) {
    throw new Mishap(`${path}: no columns for the item, the state it came into and when, as in item_id, to_state, at.`);
  }
  const reader = historyReader(headers, columns, reading, now);
  const rows = records.flatMap((record, index) => reader.read(index + 2, record).rows);
  const bad = new Set(reader.badItems());
  const transitions = rows
    .filter(({ item }) => !bad.has(item))
    .map(({ item, state, at }): Transition => ({ itemId: item, state, at }));
  if (transitions.length === 0) throw new Mishap(`${path}: not one row of it makes sense.`);
  const { badRows } = reader.summary();
  return { history: flowHistory(transitions, done ?? [usualEnd(transitions)]), badRows, badItems: bad.size };
}

function recordsOf(path: string): string[][] {
  try {
    const text = readFileSync(path, "utf8");
    const [firstLine = ""] = text.split(/\r?\n/, 1);
    return parse(text, {
      delimiter: guessDelimiter(firstLine),
      bom: true,
      relax_column_count: true,
      skip_empty_lines: true,
    });
  } catch (error) {
    if (error instanceof CsvError) throw new Mishap(`${path} is no table: ${error.message}`);
    throw new Mishap(`${path} cannot be read: ${error instanceof Error ? error.message : error}`);
  }
}

function usualEnd(transitions: readonly Transition[]): string {
  const last = new Map<string, Transition>();
  for (const each of transitions) {
    const known = last.get(each.itemId);
    if (known === undefined || known.at <= each.at) last.set(each.itemId, each);
  }
  const counts = new Map<string, number>();
  for (const { state } of last.values()) counts.set(state, (counts.get(state) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? "";
}
