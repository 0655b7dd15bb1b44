// @ts-check
import { ensureBuild } from "./launch/build.mjs";
import { ensureDependencies } from "./launch/dependencies.mjs";
import { runBundled } from "./launch/run-bundled.mjs";
import { runCommand } from "./launch/terminal.mjs";

/** `npm run bench`: every figure beside its yardstick, against the production build. */
await runCommand(async () => {
  await ensureDependencies({ development: true });
  await ensureBuild();
  await runBundled("bench/main.ts", "The bench");
});
