// @ts-check
import { ensureDependencies } from "./launch/dependencies.mjs";
import { runCommand } from "./launch/terminal.mjs";
import { runSuites } from "./testing/run-suites.mjs";

const QUICK = ["lint", "types", "structure"];

/** `npm run check`: what can be said without running anything, in some seconds. */
await runCommand(async () => {
  await ensureDependencies({ development: true });
  const { SUITES } = await import("./testing/suites.mjs");
  const passed = await runSuites(SUITES.filter(({ name }) => QUICK.includes(name)));
  process.exitCode = passed ? 0 : 1;
});
