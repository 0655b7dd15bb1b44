import { type InstantReading, readInstant } from "@/lib/time/read-instant";
import type { HistoryColumns } from "./history-columns";
import { guessStage, type HistoryStage } from "./history-stage";

export const historyProblems = [
  "missing_value",
  "impossible_time",
  "in_the_future",
  "time_backwards",
  "broken_chain",
  "duplicate",
  "unknown_state",
] as const;
export type HistoryProblem = (typeof historyProblems)[number];

/** What makes no sense in a row. `costsItem`: everything about its item is left out, since what is around the row is in doubt too. */
export type RowProblem = { code: HistoryProblem; line: number; item: string; message: string; costsItem: boolean };
export type HistoryRow = { line: number; item: string; state: string; at: Date };

/** Names longer than this are cut: no tool has them, and a wrong column does. */
const longest = 120;
/** More states than any board has: the column must be another. */
export const mostStates = 200;

type Item = { state: string; at: number; bad: boolean };

/**
 * Judges the rows of a history one by one, in the order of the file, which is the order of each item's changes. It keeps what it needs
 * of each item and of rows it has seen, never the rows.
 */
export function historyReader(headers: readonly string[], columns: HistoryColumns, reading: InstantReading, now: Date) {
  const place = (name: string | undefined) => (name === undefined ? -1 : headers.indexOf(name));
  const at = { item: place(columns.item), from: place(columns.from), to: place(columns.to), at: place(columns.at) };
  const field = place(columns.field);
  const items = new Map<string, Item>();
  const seen = new Set<string>();
  const states = new Map<string, number>();
  const counts = { rows: 0, passedOver: 0, badRows: 0, duplicates: 0, problems: {} as Record<string, number> };
  let first: number | undefined;
  let last: number | undefined;

  function read(line: number, record: readonly string[]): { row?: HistoryRow; problems: RowProblem[] } {
    if (field >= 0 && record[field]?.trim().toLowerCase() !== "status") {
      counts.passedOver++;
      return { problems: [] };
    }
    counts.rows++;
    const [item = "", from = "", state = "", written = ""] = [at.item, at.from, at.to, at.at].map((index) =>
      index < 0 ? "" : plainName(record[index] ?? ""),
    );
    const problem = (code: HistoryProblem, message: string, costsItem = true) => {
      counts.problems[code] = (counts.problems[code] ?? 0) + 1;
      return { code, line, item, message, costsItem };
    };
    const bad = (code: HistoryProblem, message: string) => {
      counts.badRows++;
      const known = items.get(item);
      if (known) known.bad = true;
      else if (item !== "") items.set(item, { state: "", at: 0, bad: true });
      return { problems: [problem(code, message)] };
    };
    if (item === "" || state === "" || written === "") {
      const missing = item === "" ? "which item" : state === "" ? "to which state" : "when";
      return bad("missing_value", `The row does not say ${missing}.`);
    }
    const instant = readInstant(written, reading);
    if (instant === undefined) return bad("impossible_time", `“${written.slice(0, 40)}” is no time that exists.`);
    if (instant > now) return bad("in_the_future", `“${written}” has not come yet.`);
    const ms = instant.getTime();
    const mark = `${item}\n${from}\n${state}\n${ms}`;
    if (seen.has(mark)) {
      counts.duplicates++;
      return { problems: [problem("duplicate", "The same change stands further up; this one is left out.", false)] };
    }
    seen.add(mark);
    const before = items.get(item);
    if (before !== undefined && !before.bad) {
      if (ms < before.at)
        return bad("time_backwards", `It happened before the change above it (${new Date(before.at).toISOString()}).`);
      if (at.from >= 0 && from !== "" && from !== before.state)
        return bad("broken_chain", `It leaves “${from}”, but the item was in “${before.state}”.`);
    }
    items.set(item, { state, at: ms, bad: before?.bad ?? false });
    first = Math.min(first ?? ms, ms);
    last = Math.max(last ?? ms, ms);
    const problems =
      states.has(state) || guessStage(state) !== undefined
        ? []
        : [problem("unknown_state", `What “${state}” means is for you to say.`, false)];
    states.set(state, (states.get(state) ?? 0) + 1);
    return { row: { line, item, state, at: instant }, problems };
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
    read,
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
