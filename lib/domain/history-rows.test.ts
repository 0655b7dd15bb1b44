import { describe, expect, it } from "vitest";
import { guessDelimiter, recogniseColumns, stateOfColumn } from "./history-columns";
import { historyReader } from "./history-rows";
import { guessStage } from "./history-stage";

const now = new Date("2026-11-24T06:00:00Z");
const headers = ["item", "from", "to", "at"];
const columns = { item: "item", from: "from", to: "to", at: "at" };
const utc = { zone: "UTC", dayFirst: true };
const reader = () => historyReader(headers, columns, { zone: "UTC", dayFirst: true }, now);
/** Reads the lines of a table, whose first stands in line 2 of the file. */
function readAll(text: string) {
  const reading = reader();
  const lines = text
    .trim()
    .split("\n")
    .map((line) => line.trim().split(","));
  const results = lines.map((line, index) => reading.read(index + 2, line));
  return {
    ...reading.summary(),
    bad: reading.badItems(),
    problems: results.flatMap(({ problems }) => problems),
    rows: results.flatMap(({ rows }) => rows),
  };
}

describe("a history, row by row", () => {
  it("is taken as it stands where it makes sense", () => {
    const read = readAll(`
      A-1,,Backlog,2026-01-05T09:00:00Z
      A-2,,Backlog,2026-01-05T09:30:00Z
      A-1,Backlog,In test,2026-01-06T09:00:00Z
      A-1,In test,Done,2026-01-06T09:00:00Z`);
    expect(read).toMatchObject({ items: 2, badItems: 0, problems: [] });
    expect(read.firstAt).toBe("2026-01-05T09:00:00.000Z");
    expect(read.states).toEqual([
      { name: "Backlog", count: 2, stage: "waiting" },
      { name: "In test", count: 1, stage: "testing" },
      { name: "Done", count: 1, stage: "released" },
    ]);
  });

  it.each([
    ["times that run backwards", "A-1,Backlog,In test,2026-01-04T09:00:00Z", "time_backwards"],
    ["a chain that is broken", "A-1,In test,Done,2026-01-06T09:00:00Z", "broken_chain"],
    ["a day that does not exist", "A-1,Backlog,In test,2026-09-38", "impossible_time"],
    ["a time that has not come", "A-1,Backlog,In test,2027-01-01T00:00:00Z", "in_the_future"],
    ["a change to nothing", "A-1,Backlog,,2026-01-06T09:00:00Z", "missing_value"],
    ["a row that ends too early", "A-1", "missing_value"],
  ])("leaves out the whole item for %s, and names the line", (_, line, code) => {
    const read = readAll(`
      A-1,,Backlog,2026-01-05T09:00:00Z
      A-2,,Backlog,2026-01-05T09:30:00Z
      ${line}`);
    expect(read.problems).toMatchObject([{ code, line: 4, costsItem: true }]);
    expect(read.bad).toEqual(["A-1"]);
  });

  it("drops a repeated row and keeps its item", () => {
    const read = readAll(`
      A-1,,Backlog,2026-01-05T09:00:00Z
      A-1,Backlog,In test,2026-01-06T09:00:00Z
      A-1,,Backlog,2026-01-05T09:00:00Z`);
    expect(read).toMatchObject({
      bad: [],
      duplicates: 1,
      problems: [{ code: "duplicate", line: 4, costsItem: false }],
    });
    expect(read.rows).toHaveLength(2);
  });

  it("asks once about a state whose name tells nothing", () => {
    const read = readAll(`
      A-1,,Zwischenlager,2026-01-05T09:00:00Z
      A-2,,Zwischenlager,2026-01-05T09:00:00Z`);
    expect(read.problems).toMatchObject([{ code: "unknown_state", line: 2, costsItem: false }]);
    expect(read.states).toMatchObject([{ name: "Zwischenlager", stage: null }]);
  });

  it("may begin in the middle of an item's life", () => {
    expect(readAll("A-1,In test,Done,2026-01-06T09:00:00Z")).toMatchObject({ bad: [], problems: [] });
  });

  it("passes over what else a Jira export tells of", () => {
    const names = ["Issue key", "Field", "From", "To", "Date"];
    const known = recogniseColumns(names, [], utc);
    expect(known).toEqual({
      format: "jira",
      columns: { item: "Issue key", field: "Field", from: "From", to: "To", at: "Date" },
    });
    const reading = historyReader(names, known?.columns ?? columns, { zone: "UTC", dayFirst: true }, now);
    expect(reading.read(2, ["PAY-1", "assignee", "Ada", "Mara", "03/Jan/17 9:22 AM"])).toEqual({
      rows: [],
      problems: [],
    });
    expect(reading.read(3, ["PAY-1", "status", "To Do", "In Test", "03/Jan/17 9:25 AM"]).rows[0]?.state).toBe(
      "In Test",
    );
    expect(reading.summary()).toMatchObject({ rows: 1, passedOver: 1 });
  });
});

describe("a history with a column for each state", () => {
  const names = ["Issue key", "Summary", "Status", "Created", "Backlog", "In test", "Entered Reopened", "Done"];
  const rows = [
    "PAY-1,Refunds,Done,02/Jan/17 8:00 AM,03/Jan/17 9:22 AM,05/Jan/17 1:00 PM,06/Jan/17 9:00 AM,06/Jan/17 5:00 PM",
    "PAY-2,Vouchers,In test,03/Jan/17 8:00 AM,04/Jan/17 9:00 AM,04/Jan/17 9:00 AM,,",
  ].map((line) => line.split(","));
  const states = ["Backlog", "In test", "Entered Reopened", "Done"];
  const readLines = (lines: readonly string[]) => {
    const reading = historyReader(names, { item: "Issue key", states }, utc, now);
    const results = lines.map((line, index) => reading.read(index + 2, line.split(",")));
    return {
      ...reading.summary(),
      bad: reading.badItems(),
      problems: results.flatMap(({ problems }) => problems),
      changes: results.flatMap(({ rows }) => rows.map(({ item, state, at }) => [item, state, at.toISOString()])),
    };
  };

  it("is told from one with a row per change by the columns that hold times", () => {
    expect(recogniseColumns(names, rows, utc)).toEqual({ format: "jira", columns: { item: "Issue key", states } });
    // How an item stands and when it was made are no history; with nothing else they are taken for changes, as ever.
    expect(recogniseColumns(names.slice(0, 4), rows, utc)?.columns).toMatchObject({ to: "Status", at: "Created" });
    const changes = ["item", "from", "to", "at", "noticed"];
    expect(recogniseColumns(changes, [["A", "", "B", "2026-01-05", "2026-01-05"]], utc)?.columns).toMatchObject({
      to: "to",
      at: "at",
    });
  });

  it("is read as the changes of each item by their times; those of one instant in the board's order", () => {
    const read = readLines([
      ",,,,03/Jan/17 9:22 AM,05/Jan/17 1:00 PM,04/Jan/17 9:00 AM,06/Jan/17 5:00 PM".replace(",", "PAY-1,"),
      "PAY-2,Vouchers,In test,,04/Jan/17 9:00 AM,04/Jan/17 9:00 AM,,",
    ]);
    expect(read).toMatchObject({ rows: 6, items: 2, badRows: 0, problems: [] });
    expect(read.changes).toEqual([
      ["PAY-1", "Backlog", "2017-01-03T09:22:00.000Z"],
      ["PAY-1", "Reopened", "2017-01-04T09:00:00.000Z"],
      ["PAY-1", "In test", "2017-01-05T13:00:00.000Z"],
      ["PAY-1", "Done", "2017-01-06T17:00:00.000Z"],
      ["PAY-2", "Backlog", "2017-01-04T09:00:00.000Z"],
      ["PAY-2", "In test", "2017-01-04T09:00:00.000Z"],
    ]);
    expect(read.states.map(({ name, stage }) => [name, stage])).toContainEqual(["Reopened", "with_dev"]);
  });

  it.each([
    ["a day that does not exist", "PAY-9,,,,2019-09-38,,,", "impossible_time", "“Backlog”: “2019-09-38”"],
    ["a time that has not come", "PAY-9,,,,,2027-01-01T00:00:00Z,,", "in_the_future", "“In test”"],
    ["no time in any state", "PAY-9,Refunds,Done,,,,,", "missing_value", "no time in any"],
    ["no item", ",Refunds,Done,,03/Jan/17 9:22 AM,,,", "missing_value", "which item"],
    ["an item that was told before, otherwise", "PAY-1,,,,01/Jan/17 9:22 AM,,,", "repeated_item", "which of them"],
  ])("names the line and leaves the item out for %s", (_, line, code, message) => {
    const read = readLines(["PAY-1,,,,03/Jan/17 9:22 AM,05/Jan/17 1:00 PM,,", line]);
    expect(read.problems).toMatchObject([
      { code, line: 3, costsItem: true, message: expect.stringContaining(message) },
    ]);
    expect(read.bad).toEqual(line.startsWith(",") ? [] : [line.slice(0, 5)]);
  });

  it("drops a row that stands there twice and keeps its item", () => {
    const line = "PAY-1,,,,03/Jan/17 9:22 AM,05/Jan/17 1:00 PM,,";
    expect(readLines([line, line])).toMatchObject({
      bad: [],
      duplicates: 1,
      rows: 2,
      problems: [{ code: "duplicate" }],
    });
  });

  it.each([
    ["Entered In test", "In test"],
    ["Date entered QA review", "QA review"],
    ["In test (entered)", "In test"],
    ["In test entered at", "In test"],
    ["Backlog", "Backlog"],
    ["Entered", "Entered"],
  ])("calls the column %s the state %s", (header, state) => {
    expect(stateOfColumn(header)).toBe(state);
  });
});

describe("columns and their meaning", () => {
  it("are recognised by what tools call them", () => {
    expect(recogniseColumns(["item_id", "from_state", "to_state", "at"], [], utc)?.columns).toEqual({
      item: "item_id",
      from: "from_state",
      to: "to_state",
      at: "at",
      field: undefined,
    });
    expect(recogniseColumns(["Key", "Status", "Changed At"], [], utc)?.columns).toMatchObject({
      item: "Key",
      to: "Status",
      at: "Changed At",
    });
    expect(recogniseColumns(["a", "b", "c"], [], utc)).toBeUndefined();
  });

  it("are parted by what the header has most of", () => {
    expect([guessDelimiter("a;b;c,d"), guessDelimiter("a\tb\tc"), guessDelimiter("alone")]).toEqual([";", "\t", ","]);
  });

  it.each([
    ["Backlog", "waiting"],
    ["Develop/In Progress", "development"],
    ["Ready for Development", "development"],
    ["Ready to Accept", "waiting"],
    ["Accept", "testing"],
    ["Done - Ready for release", "accepted"],
    ["Queued/Awaiting Assignment", "waiting"],
    ["Accepted/In Progress", "testing"],
    ["Accepted/Wait", "waiting"],
    ["Completed/Closed", "released"],
    ["Completed/Cancelled", "left_out"],
    ["Take in charge ticket", "testing"],
    ["Resolve ticket", "accepted"],
    ["Create SW anomaly", "with_dev"],
    ["Closed", "released"],
    ["Reopened", "with_dev"],
    ["QA rejected", "with_dev"],
    ["In review", "testing"],
    ["Zwischenlager", undefined],
  ])("%s is most likely %s", (state, stage) => {
    expect(guessStage(state)).toBe(stage);
  });
});
