// @ts-check
import { launch } from "../launch/launch.mjs";
import { runCommand } from "../launch/terminal.mjs";
import { makeTemporaryData, removeTemporaryData } from "./temporary-data.mjs";

// The demo as `npm run demo` starts it, for the browser tests: on a data directory that is gone afterwards.
await runCommand(async () => {
  const directory = await makeTemporaryData();
  process.once("exit", () => removeTemporaryData(directory));
  process.env.SIGNALBOX_DATA = directory;
  await launch({ demo: true });
});
