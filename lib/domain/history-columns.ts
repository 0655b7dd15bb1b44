import { type InstantReading, readInstant } from "@/lib/time/read-instant";

/** One row per change: which column holds what. `field`: what a row is about, where an export tells of other changes too. */
export type ColumnsOfChanges = { item: string; from?: string; to: string; at: string; field?: string };
/** One row per item: each of these columns is a state and holds when the item came into it. */
export type ColumnsOfStates = { item: string; states: string[] };
export type HistoryColumns = ColumnsOfChanges | ColumnsOfStates;
export type HistoryFormat = "csv" | "jira";

/** What columns are called, the surest name first. */
const names: Record<keyof ColumnsOfChanges, readonly string[]> = {
  item: ["itemid", "item", "issuekey", "key", "issue", "ticket", "ticketid", "caseid", "case", "workitem", "id"],
  from: ["fromstate", "fromstring", "from", "oldvalue", "oldstatus", "previousstatus", "fromvalue", "oldstate"],
  to: ["tostate", "tostring", "to", "newvalue", "newstatus", "tovalue", "newstate", "status", "state"],
  at: [
    "at",
    "changedat",
    "dateofchange",
    "changedate",
    "transitiondate",
    "timestamp",
    "date",
    "time",
    "changed",
    "created",
  ],
  field: ["field", "fieldname", "changedfield"],
};

/** Times of an item that are no state of its board. */
const notStates = [
  ...names.at,
  "createdat",
  "updated",
  "updatedat",
  "lastviewed",
  "due",
  "duedate",
  "startdate",
  "enddate",
  "targetstart",
  "targetend",
  "resolutiondate",
];

const plain = (header: string) => header.toLowerCase().replaceAll(/[^a-z0-9]/g, "");

/**
 * The columns that a header names, and whose export it is, by the names and the first rows. A Jira export of changes has a key per issue
 * and, with most of its apps, a column `Field`, in which only "status" counts; an export with a column per status has a key per issue and
 * at least two columns that hold times. `undefined`: item, state or time cannot be told apart.
 */
export function recogniseColumns(
  headers: readonly string[],
  firstRows: readonly (readonly string[])[],
  reading: InstantReading,
): { format: HistoryFormat; columns: HistoryColumns } | undefined {
  const found = (key: keyof ColumnsOfChanges) => {
    const known = headers.map(plain);
    for (const name of names[key]) {
      const place = known.indexOf(name);
      if (place >= 0) return headers[place];
    }
    return undefined;
  };
  const [item, from, to, at, field] = [found("item"), found("from"), found("to"), found("at"), found("field")];
  if (item === undefined) return undefined;
  const isJira = field !== undefined || headers.some((header) => ["issuekey", "fromstring"].includes(plain(header)));
  const format = isJira ? "jira" : "csv";
  // "Status" and "Created" stand in an export with a column per status as well: how an item stands today, and since when it exists.
  const states = from === undefined && field === undefined ? stateColumns(headers, firstRows, reading) : [];
  if (states.length >= fewestStates) return { format, columns: { item, states } };
  return to === undefined || at === undefined ? undefined : { format, columns: { item, from, to, at, field } };
}

/** With one column of times an item comes from nowhere. */
export const fewestStates = 2;

function stateColumns(
  headers: readonly string[],
  rows: readonly (readonly string[])[],
  reading: InstantReading,
): string[] {
  return headers.filter((header, place) => {
    if (header === "" || headers.indexOf(header) !== place || notStates.includes(plain(header))) return false;
    const values = rows.map((row) => row[place]?.trim() ?? "").filter((value) => value !== "");
    const times = values.filter((value) => readInstant(value, reading) !== undefined);
    // Most of them: a day that does not exist is for the report, and no reason to overlook the column.
    return times.length > values.length / 2;
  });
}

/** The state that a column of times is about: "In test" for "Entered In test" or "In test (entered)". */
export function stateOfColumn(header: string): string {
  const bare = header
    .replace(/^(date |time )?(first |last )?(entered|moved to)\s+/i, "")
    .replace(/[\s(]+(entered|entered at|entered on)\)?$/i, "")
    .trim();
  return bare === "" ? header : bare;
}

/** The character between the values of a line: the one that the first line has most of. */
export function guessDelimiter(firstLine: string): string {
  const count = (delimiter: string) => firstLine.split(delimiter).length;
  return [",", ";", "\t", "|"].reduce((best, each) => (count(each) > count(best) ? each : best));
}
