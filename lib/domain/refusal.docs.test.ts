import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { refusalCodes } from "./refusal";

it("the documentation explains every refusal code, each with the status it is answered with, and no other", () => {
  const page = readFileSync(new URL("../../docs/api.md", import.meta.url), "utf8");
  const rows = [...page.matchAll(/^\| `(\w+)` \| (\d{3}) \| \S.* \|$/gm)];
  expect(rows.map(([, code, status]) => [code, Number(status)])).toEqual(Object.entries(refusalCodes));
});
