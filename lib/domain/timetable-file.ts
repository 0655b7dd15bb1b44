import { csvRows } from "./csv-rows";
import { publishedEntries } from "./timetable-formats";
import { type Milestone, milestones } from "./train-milestones";

/** One date of a timetable as its file has it: which train, which of its departures, what happens, when. */
export type TimetableEntry = {
  /** Where it stands: "line 12", "v8, lts". Shown beside what is wrong with it. */
  where: string;
  train: string;
  departure: string;
  milestone: Milestone;
  /** As written: `2026-11-24`, `2026-11-24T10:00`, or an instant with its offset. Not yet checked. */
  at: string;
};

export type TimetableFault = { where: string; message: string };

export const timetableFormats = ["csv", "json", "node", "chromium", "endoflife"] as const;
export type TimetableFormat = (typeof timetableFormats)[number];

export type ReadTimetable = {
  format: TimetableFormat;
  entries: TimetableEntry[];
  /** Rows that make no sense; entries are those that do. */
  faults: TimetableFault[];
};

/** More dates than every product of endoflife.date has, several times over. */
export const mostEntries = 100_000;
/** The names of columns, in any order. */
export const timetableColumns = ["train", "departure", "milestone", "at"] as const;

const longestName = 120;

/**
 * Reads a timetable of dates, in one pass: a CSV with the columns `train,departure,milestone,at`, the same as a JSON list, or one
 * of the well-known published ones (Node.js' schedule.json, Chromium's milestones, endoflife.date's products). Rows that make no
 * sense in themselves are faults with their place; whether the dates fit together, `planTimetable` says.
 */
export function readTimetable(text: string): ReadTimetable {
  const trimmed = text.trimStart();
  if (trimmed.startsWith("{") || trimmed.startsWith("[")) return readJson(trimmed);
  return readCsv(text);
}

const failed = (format: TimetableFormat, where: string, message: string): ReadTimetable => ({
  format,
  entries: [],
  faults: [{ where, message }],
});

function readCsv(text: string): ReadTimetable {
  const [head, ...rows] = csvRows(text);
  const names = head?.cells.map((cell) => cell.trim().toLowerCase()) ?? [];
  const missing = timetableColumns.filter((column) => !names.includes(column));
  if (head === undefined || missing.length > 0) {
    const message = `The first line must name the columns ${timetableColumns.join(", ")}; ${missing.join(", ")} ${missing.length === 1 ? "is" : "are"} missing.`;
    return failed("csv", "line 1", message);
  }
  if (rows.length > mostEntries) return failed("csv", "the file", `It has more than ${mostEntries} dates.`);
  const place = (column: (typeof timetableColumns)[number]) => names.indexOf(column);
  const [train, departure, milestone, at] = [place("train"), place("departure"), place("milestone"), place("at")];
  return sorted(
    "csv",
    rows.map(({ line, cells }) => ({
      where: `line ${line}`,
      train: cells[train] ?? "",
      departure: cells[departure] ?? "",
      milestone: cells[milestone] ?? "",
      at: cells[at] ?? "",
    })),
  );
}

export type RawEntry = Record<(typeof timetableColumns)[number] | "where", string>;

function readJson(text: string): ReadTimetable {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return failed("json", "the file", `It is no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  const published = publishedEntries(value);
  if (published === undefined) {
    const message = `It is neither a list of ${timetableColumns.join(", ")}, nor the schedule of Node.js, Chromium or endoflife.date.`;
    return failed("json", "the file", message);
  }
  if (published.entries.length > mostEntries)
    return failed(published.format, "the file", `It has more than ${mostEntries} dates.`);
  return sorted(published.format, published.entries);
}

function sorted(format: TimetableFormat, raw: readonly RawEntry[]): ReadTimetable {
  const entries: TimetableEntry[] = [];
  const faults: TimetableFault[] = [];
  for (const each of raw) {
    const checked = checkedEntry(each);
    if (typeof checked === "string") faults.push({ where: each.where, message: checked });
    else entries.push(checked);
  }
  if (raw.length === 0) faults.push({ where: "the file", message: "It holds no dates." });
  return { format, entries, faults };
}

function checkedEntry(raw: RawEntry): TimetableEntry | string {
  for (const column of ["train", "departure"] as const) {
    const name = raw[column].trim();
    if (name === "") return `The ${column} has no name.`;
    if (name.length > longestName) return `The ${column}'s name has more than ${longestName} characters.`;
    if (name.includes("\u0000") || !name.isWellFormed())
      return `The ${column}'s name holds characters that cannot be stored.`;
  }
  const word = raw.milestone
    .trim()
    .toLowerCase()
    .replaceAll(/[\s/-]+/g, "_");
  const milestone = milestones.find((name) => name === word);
  if (milestone === undefined)
    return `"${raw.milestone.slice(0, 40)}" is no milestone; there are ${milestones.join(", ")}.`;
  return {
    where: raw.where,
    train: raw.train.trim(),
    departure: raw.departure.trim(),
    milestone,
    at: raw.at.trim(),
  };
}
