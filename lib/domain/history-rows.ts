import { type InstantReading, readInstant } from "@/lib/time/read-instant";
import { type ColumnsOfChanges, type HistoryColumns, stateOfColumn } from "./history-columns";
import { guessStage, type HistoryStage } from "./history-stage";

export const historyProblems = [
  "missing_value",
  "impossible_time",
  "in_the_future",
  "time_backwards",
  "broken_chain",
  "duplicate",
  "repeated_item",
  "unknown_state",
] as const;
export type HistoryProblem = (typeof historyProblems)[number];

/** What makes no sense in a row. `costsItem`: everything about its item is left out, since what is around the row is in doubt too. */
export type RowProblem = { code: HistoryProblem; line: number; item: string; message: string; costsItem: boolean };
/** `line` orders the changes of an item: that of the file, or, where a line tells of several changes, their number in the file. */
export type HistoryRow = { line: number; item: string; state: string; at: Date };
type Read = { rows: HistoryRow[]; problems: RowProblem[] };

/** Names longer than this are cut: no tool has them, and a wrong column does. */
const longest = 120;
/** More states than any board has: the column must be another. */
export const mostStates = 200;

type Item = { state: string; at: number; bad: boolean };

/**
 * Judges the rows of a history one by one, in the order of the file, which is the order of each item's changes; a row with a column per
 * state is all of its item, and its times are the order. It keeps what it needs of each item and of rows it has seen, never the rows.
 */
export function historyReader(headers: readonly string[], columns: HistoryColumns, reading: InstantReading, now: Date) {
  const place = (name: string | undefined) => (name === undefined ? -1 : headers.indexOf(name));
  const changes: Partial<ColumnsOfChanges> = "states" in columns ? {} : columns;
  const at = { item: place(columns.item), from: place(changes.from), to: place(changes.to), at: place(changes.at) };
  const field = place(changes.field);
  const stateColumns = ("states" in columns ? columns.states : []).map((header) => {
    return { place: place(header), header, state: plainName(stateOfColumn(header)) };
  });
  const items = new Map<string, Item>();
  const seen = new Set<string>();
  const states = new Map<string, number>();
  const counts = { rows: 0, passedOver: 0, badRows: 0, duplicates: 0, problems: {} as Record<string, number> };
  let first: number | undefined;
  let last: number | undefined;

  const problemOf = (
    code: HistoryProblem,
    line: number,
    item: string,
    message: string,
    costsItem = true,
  ): RowProblem => {
    counts.problems[code] = (counts.problems[code] ?? 0) + 1;
    return { code, line, item, message, costsItem };
  };

  function bad(code: HistoryProblem, line: number, item: string, message: string): Read {
    counts.badRows++;
    const known = items.get(item);
    if (known) known.bad = true;
    else if (item !== "") items.set(item, { state: "", at: 0, bad: true });
    return { rows: [], problems: [problemOf(code, line, item, message)] };
  }

  /** The instant of a written time, or why it is none that counts. */
  function instantOf(written: string): Date | { code: HistoryProblem; message: string } {
    const instant = readInstant(written, reading);
    if (instant === undefined)
      return { code: "impossible_time", message: `“${written.slice(0, 40)}” is no time that exists.` };
    return instant > now ? { code: "in_the_future", message: `“${written}” has not come yet.` } : instant;
  }

  /** Counts a change that makes sense; asks about a state that comes for the first time and whose name tells nothing. */
  function take(line: number, item: string, state: string, ms: number): RowProblem[] {
    items.set(item, { state, at: ms, bad: items.get(item)?.bad ?? false });
    first = Math.min(first ?? ms, ms);
    last = Math.max(last ?? ms, ms);
    const isKnown = states.has(state) || guessStage(state) !== undefined;
    states.set(state, (states.get(state) ?? 0) + 1);
    return isKnown ? [] : [problemOf("unknown_state", line, item, `What “${state}” means is for you to say.`, false)];
  }

  function readChange(line: number, record: readonly string[]): Read {
    if (field >= 0 && record[field]?.trim().toLowerCase() !== "status") {
      counts.passedOver++;
      return { rows: [], problems: [] };
    }
    counts.rows++;
    const [item = "", from = "", state = "", written = ""] = [at.item, at.from, at.to, at.at].map((index) =>
      index < 0 ? "" : plainName(record[index] ?? ""),
    );
    if (item === "" || state === "" || written === "") {
      const missing = item === "" ? "which item" : state === "" ? "to which state" : "when";
      return bad("missing_value", line, item, `The row does not say ${missing}.`);
    }
    const instant = instantOf(written);
    if (!(instant instanceof Date)) return bad(instant.code, line, item, instant.message);
    const ms = instant.getTime();
    const mark = `${item}\n${from}\n${state}\n${ms}`;
    if (seen.has(mark)) {
      counts.duplicates++;
      const message = "The same change stands further up; this one is left out.";
      return { rows: [], problems: [problemOf("duplicate", line, item, message, false)] };
    }
    seen.add(mark);
    const before = items.get(item);
    if (before !== undefined && !before.bad) {
      if (ms < before.at) {
        const above = new Date(before.at).toISOString();
        return bad("time_backwards", line, item, `It happened before the change above it (${above}).`);
      }
      if (at.from >= 0 && from !== "" && from !== before.state)
        return bad("broken_chain", line, item, `It leaves “${from}”, but the item was in “${before.state}”.`);
    }
    return { rows: [{ line, item, state, at: instant }], problems: take(line, item, state, ms) };
  }

  function readStates(line: number, record: readonly string[]): Read {
    const item = at.item < 0 ? "" : plainName(record[at.item] ?? "");
    const entered: { state: string; at: Date }[] = [];
    const fail = (code: HistoryProblem, message: string) => {
      counts.rows++;
      return bad(code, line, item, message);
    };
    if (item === "") return fail("missing_value", "The row does not say which item.");
    for (const { place, header, state } of stateColumns) {
      const written = plainName(record[place] ?? "");
      // A state that the item never was in.
      if (written === "") continue;
      const instant = instantOf(written);
      if (!(instant instanceof Date)) return fail(instant.code, `“${header}”: ${instant.message}`);
      entered.push({ state, at: instant });
    }
    if (entered.length === 0) return fail("missing_value", "The row has no time in any of the columns of states.");
    // Columns stand as the board does; an item that went back was in an earlier one later. Those of one instant keep the board's order.
    entered.sort((a, b) => a.at.getTime() - b.at.getTime());
    const mark = `${item}\n${entered.map((each) => `${each.state} ${each.at.getTime()}`).join("\n")}`;
    if (seen.has(mark)) {
      counts.duplicates++;
      const message = "The same row stands further up; this one is left out.";
      return { rows: [], problems: [problemOf("duplicate", line, item, message, false)] };
    }
    seen.add(mark);
    if (items.has(item))
      return fail("repeated_item", "The item stands further up already, with other times: which of them hold?");
    const rows = entered.map((each): HistoryRow => ({ line: ++counts.rows, item, ...each }));
    return { rows, problems: rows.flatMap((each) => take(line, item, each.state, each.at.getTime())) };
  }

  function summary() {
    const all = [...items.values()];
    return {
      ...counts,
      items: all.length,
      badItems: all.filter(({ bad }) => bad).length,
      firstAt: first === undefined ? null : new Date(first).toISOString(),
      lastAt: last === undefined ? null : new Date(last).toISOString(),
      states: [...states]
        .sort((a, b) => b[1] - a[1])
        .map(([name, count]) => ({ name, count, stage: (guessStage(name) ?? null) as HistoryStage | null })),
    };
  }

  return {
    read: "states" in columns ? readStates : readChange,
    summary,
    badItems: () => [...items].filter(([, { bad }]) => bad).map(([item]) => item),
    hasTooManyStates: () => states.size > mostStates,
  };
}

function plainName(value: string): string {
  return value
    .slice(0, longest * 2)
    .replaceAll("\u0000", "")
    .trim()
    .slice(0, longest)
    .toWellFormed();
}
