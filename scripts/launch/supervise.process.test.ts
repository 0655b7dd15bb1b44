import { appendFileSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { discardData } from "@/scripts/postgres/discard-data.mjs";
import { makeTemporaryData } from "@/scripts/testing/temporary-data.mjs";
import { type Supervised, supervise } from "./supervise.mjs";

let dataDirectory: string;
let starts: string;
let supervised: Supervised | undefined;
let reason: string | undefined;

beforeEach(async () => {
  dataDirectory = await makeTemporaryData();
  for (const name of ["run", "logs"]) mkdirSync(join(dataDirectory, name), { recursive: true });
  starts = join(dataDirectory, "starts");
  appendFileSync(starts, "");
  reason = undefined;
});
afterEach(async () => {
  await supervised?.stop();
  await discardData(dataDirectory);
});

/** A process that ends with `code` the first eight times that it is started, and stays then. */
function superviseOneThatEnds(code: number) {
  const program = `
    const { appendFileSync, readFileSync } = require("node:fs");
    appendFileSync(process.argv[1], ".");
    if (readFileSync(process.argv[1], "utf8").length <= 8) process.exit(${code});
    setInterval(() => {}, 1000);`;
  supervised = supervise(
    { name: "part", args: ["-e", program, starts], env: process.env },
    {
      dataDirectory,
      giveUp: (why: string) => {
        reason = why;
      },
    },
  );
}

const started = () => readFileSync(starts, "utf8").length;

it("a part that has lost the database is started again as often as it takes", async () => {
  superviseOneThatEnds(75);
  await expect.poll(started, { timeout: 60_000 }).toBe(9);
  expect(reason).toBeUndefined();
});

it("one that ends for another reason is given up after the fifth time", async () => {
  superviseOneThatEnds(1);
  await expect
    .poll(() => reason, { timeout: 60_000 })
    .toMatch(/^part ended 5 times within a minute, last with exit code 1/);
  expect(started()).toBe(5);
});
