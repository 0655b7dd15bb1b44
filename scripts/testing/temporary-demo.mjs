// @ts-check
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { launch } from "../launch/launch.mjs";
import { runCommand, warn } from "../launch/terminal.mjs";
import { makeTemporaryData, removeTemporaryData } from "./temporary-data.mjs";

const PINO_WARN = 40;

// The demo as `npm run demo` starts it, for the browser tests: on a data directory that is gone afterwards.
await runCommand(async () => {
  const directory = await makeTemporaryData();
  process.once("exit", () => {
    for (const name of ["web", "worker"]) tellWarnings(name, join(directory, "logs", `${name}.log`));
    removeTemporaryData(directory);
  });
  process.env.SIGNALBOX_DATA = directory;
  await launch({ demo: true });
});

/**
 * What a process warned of, with its time: at a failed journey it says what happened on the server meanwhile.
 *
 * @param {string} name
 * @param {string} path
 */
function tellWarnings(name, path) {
  // Without a file it never came to be started; a last line without its end was being written when it was stopped.
  const lines = existsSync(path) ? readFileSync(path, "utf8").split("\n").slice(0, -1) : [];
  for (const line of lines.filter((each) => each.startsWith("{"))) {
    const { level, time, msg, ...more } = JSON.parse(line);
    if (level < PINO_WARN) continue;
    warn(`${new Date(time).toISOString()} ${name}: ${msg} ${JSON.stringify(more).slice(0, 400)}`);
  }
}
