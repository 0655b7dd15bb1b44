// @ts-check
import { ensureDependencies } from "./launch/dependencies.mjs";
import { runBundled } from "./launch/run-bundled.mjs";
import { runCommand } from "./launch/terminal.mjs";

/** `npm run score`: whether forecasts would have held, on any history. */
await runCommand(async () => {
  await ensureDependencies({ development: true });
  await runBundled("bench/score.ts", "The score");
});
