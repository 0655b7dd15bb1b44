// @ts-check
import { ensureDependencies } from "./launch/dependencies.mjs";
import { runBundled } from "./launch/run-bundled.mjs";
import { runCommand } from "./launch/terminal.mjs";
import { withDatabase } from "./launch/with-database.mjs";

/** `npm run score`: whether forecasts would have held, on any history. */
await runCommand(async () => {
  await ensureDependencies({ development: true });
  const score = (/** @type {Record<string, string>} */ env = {}) => runBundled("bench/score.ts", "The score", env);
  if (process.argv.includes("--database")) await withDatabase(score);
  else await score();
});
