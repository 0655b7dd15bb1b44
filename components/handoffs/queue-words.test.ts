import { describe, expect, it } from "vitest";
import type { QueueCard } from "@/lib/handoffs/input";
import { cardLine, checksWarning } from "./queue-words";

const back = (change: Partial<NonNullable<QueueCard["back"]>>) => {
  const at = new Date("2026-11-24T09:00:00Z");
  const said = { how: "rejected", category: null, severity: null, reason: "", at, ...change } as const;
  return cardLine({ column: "back", back: said } as QueueCard);
};

describe("what is said of the pipeline before a yes", () => {
  it.each([
    [null, null],
    [{ passed: 3, failed: 0, running: 0 }, null],
    [{ passed: 3, failed: 1, running: 0 }, "1 of its pipeline's 4 checks failed."],
    [{ passed: 0, failed: 0, running: 1 }, "Its pipeline's one check still runs."],
    [{ passed: 2, failed: 0, running: 2 }, "2 of its pipeline's 4 checks still run."],
    [{ passed: 0, failed: 2, running: 1 }, "2 of its pipeline's 3 checks failed, and 1 still runs."],
  ])("%j: %s", (pipeline, words) => {
    expect(checksWarning(pipeline)).toBe(words);
  });
});

describe("the line of a build that is back with its developers", () => {
  it.each([
    [
      "quotes the rejection",
      { reason: "It does not start.", category: "crash" },
      "Rejected: “It does not start”. Category: crash.",
    ],
    [
      "says why its developers took it back",
      { how: "withdrawn", reason: "Wrong branch." },
      "Taken back by its developers before QA judged it: “Wrong branch”.",
    ],
    [
      "never says that QA had not judged what it had accepted",
      { how: "deployment_failed" },
      "QA accepted it; its deployment failed and it was sent back.",
    ],
  ] as const)("%s", (_, change, line) => {
    expect(back(change)).toBe(line);
  });
});
