/** Which column holds what. `field`: what a row is about, where an export tells of other changes too. */
export type HistoryColumns = { item: string; from?: string; to: string; at: string; field?: string };
export type HistoryFormat = "csv" | "jira";

/** What columns are called, the surest name first. */
const names: Record<keyof HistoryColumns, readonly string[]> = {
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

const plain = (header: string) => header.toLowerCase().replaceAll(/[^a-z0-9]/g, "");

/**
 * The columns that a header names, and whose export it is. A Jira export of changes has a key per issue and, with most of its apps, a
 * column `Field`, in which only "status" counts. `undefined`: item, state or time cannot be told apart by their names.
 */
export function recogniseColumns(
  headers: readonly string[],
): { format: HistoryFormat; columns: HistoryColumns } | undefined {
  const found = (key: keyof HistoryColumns) => {
    const known = headers.map(plain);
    for (const name of names[key]) {
      const place = known.indexOf(name);
      if (place >= 0) return headers[place];
    }
    return undefined;
  };
  const [item, from, to, at, field] = [found("item"), found("from"), found("to"), found("at"), found("field")];
  if (item === undefined || to === undefined || at === undefined) return undefined;
  const isJira = field !== undefined || headers.some((header) => ["issuekey", "fromstring"].includes(plain(header)));
  return { format: isJira ? "jira" : "csv", columns: { item, from, to, at, field } };
}

/** The character between the values of a line: the one that the first line has most of. */
export function guessDelimiter(firstLine: string): string {
  const count = (delimiter: string) => firstLine.split(delimiter).length;
  return [",", ";", "\t", "|"].reduce((best, each) => (count(each) > count(best) ? each : best));
}
