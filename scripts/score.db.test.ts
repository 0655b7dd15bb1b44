import { execFile } from "node:child_process";
import { beforeAll, describe, expect, it } from "vitest";
import { aDeployment } from "@/db/testing/deployment";
import { buildOrganisation } from "@/db/testing/organisation";
import { testDatabase } from "@/db/testing/test-database";

type Ended = { code: number; out: string; err: string };
function score(...args: string[]): Promise<Ended> {
  const env = { ...process.env, DATABASE_URL: testDatabase().url };
  return new Promise((resolve) => {
    execFile(process.execPath, ["scripts/score.mjs", ...args], { env }, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, out, err }),
    );
  });
}

describe("the score on the command line", () => {
  beforeAll(async () => {
    await aDeployment(testDatabase().db, await buildOrganisation(testDatabase().db));
  });

  it("scores the installation's own forecast, replayed and as it was said, and the one of bare flow", async () => {
    const { code, out, err } = await score("--database");
    expect({ code, err }).toEqual({ code: 0, err: "" });
    const tables = ["replayed on past hand-overs", "as it was said at the time", "The forecast of bare flow"];
    for (const table of tables) expect(out).toContain(table);
  });

  it("says in a sentence, without a stack, what it cannot read", async () => {
    const absent = await score("absent.csv");
    expect(absent.code).toBe(1);
    expect(absent.err).toContain("absent.csv cannot be read");
    expect(absent.err).not.toMatch(/^\s+at /m);
    expect((await score("--nope")).err).toContain("Usage: npm run score");
  });
});
