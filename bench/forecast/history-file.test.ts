import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readHistory } from "./history-file";

const now = new Date("2026-11-24T08:00:00Z");
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "signalbox-history-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file = (text: string) => {
  const path = join(folder, "history.csv");
  writeFileSync(path, text);
  return path;
};
const idsOf = (path: string) => readHistory(path, now).history.items.map(({ id }) => id);

it("reads an export as the import does: quotes, semicolons, names of columns, a column per state", () => {
  expect(
    idsOf(file('\uFEFFissuekey;toString;Created\nA-1;"In review, late";2026-01-02\nA-1;Done;2026-01-03\n')),
  ).toEqual(["A-1"]);
  expect(idsOf(file("Key,To do,Done\nA-2,2026-01-02,2026-01-05\n"))).toEqual(["A-2"]);
});

it("leaves out items whose rows make no sense, and counts them", () => {
  const rows = [
    "item_id,from_state,to_state,at",
    "a,,open,2026-01-05",
    "a,open,done,2026-01-01",
    "b,,open,2026-01-01",
    "b,open,done,2026-01-04",
  ];
  const { history, badRows, badItems } = readHistory(file(rows.join("\n")), now);
  expect(history.items.map(({ id }) => id)).toEqual(["b"]);
  expect([badRows, badItems]).toEqual([1, 1]);
});

it("takes the state in which most items end for their end, unless one is named", () => {
  const path = file("item,to,at\na,open,2026-01-01\na,closed,2026-01-02\nb,open,2026-01-01\nb,closed,2026-01-03\n");
  const doneOf = (done?: string[]) => {
    const { history } = readHistory(path, now, done);
    return [...history.done].map((state) => history.states[state]);
  };
  expect([doneOf(), doneOf(["open"])]).toEqual([["closed"], ["open"]]);
});

it.each([
  ["no such file", () => join(folder, "absent.csv"), /absent\.csv cannot be read/],
  ["no column that it knows", () => file("a,b\n1,2\n"), /no columns for the item, the state it came into and when/],
  ["no row that makes sense", () => file("item,to,at\na,open,2019-09-38\n"), /not one row of it makes sense/],
  ["a quote that is never closed", () => file('item,to,at\na,"open,2026-01-01\n'), /is no table/],
])("says what is wrong in a sentence: %s", (_, path, message) => {
  expect(() => readHistory(path(), now)).toThrow(message);
});
