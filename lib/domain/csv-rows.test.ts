import { expect, it } from "vitest";
import { csvRows } from "./csv-rows";

it("reads quoted fields with commas, quotes and line breaks, and says on which line each row begins", () => {
  expect(csvRows('\uFEFFa,b\r\n"x, y","say ""go"""\r\n\r\n"two\nlines",z\nlast,one')).toEqual([
    { line: 1, cells: ["a", "b"] },
    { line: 2, cells: ["x, y", 'say "go"'] },
    { line: 4, cells: ["two\nlines", "z"] },
    { line: 6, cells: ["last", "one"] },
  ]);
});

it("takes a file apart in one pass, however its quotes stand", () => {
  expect(csvRows(`a,"${"x\n".repeat(100_000)}`)).toHaveLength(1);
  expect(csvRows("")).toEqual([]);
});
