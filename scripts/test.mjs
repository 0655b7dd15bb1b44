// @ts-check
import { parseArgs } from "node:util";
import { ensureDependencies } from "./launch/dependencies.mjs";
import { Mishap, runCommand } from "./launch/terminal.mjs";
import { runSuites } from "./testing/run-suites.mjs";

/** `npm test`: everything. `npm test -- --only unit,database`: some of it. */
await runCommand(async () => {
  const { values } = parseArgs({ options: { only: { type: "string" } } });
  await ensureDependencies({ development: true });
  // Loaded now, not above: it needs what has just been installed.
  const { SUITES } = await import("./testing/suites.mjs");
  const names = values.only?.split(",");
  const unknown = names?.filter((name) => !SUITES.some((suite) => suite.name === name)) ?? [];
  if (unknown.length > 0) {
    throw new Mishap(
      `There is no suite ${unknown.join(", ")}. There are ${[...new Set(SUITES.map(({ name }) => name))].join(", ")}.`,
    );
  }
  const passed = await runSuites(names === undefined ? SUITES : SUITES.filter(({ name }) => names.includes(name)));
  process.exitCode = passed ? 0 : 1;
});
