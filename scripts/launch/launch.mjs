// @ts-check
import { ensureBuild } from "./build.mjs";
import { dataDirectoryPath, installationSecret, openDataDirectory } from "./data-directory.mjs";
import { openDatabase } from "./database.mjs";
import { ensureDependencies } from "./dependencies.mjs";
import { waitUntilHealthy } from "./health.mjs";
import { stopOrphans } from "./orphans.mjs";
import { prepareDatabase } from "./prepare.mjs";
import { programs, sharedEnvironment } from "./programs.mjs";
import { receiverSettings } from "./receiver-settings.mjs";
import { startRun } from "./run.mjs";
import { supervise } from "./supervise.mjs";
import { say } from "./terminal.mjs";
import { chooseWebPort } from "./web-port.mjs";

/**
 * Runs a whole Signalbox until it is told to stop: database, web, worker and, in the demo, a receiver.
 *
 * The data directory and the port are taken before anything is installed or built, so that a second start changes nothing
 * under the first.
 *
 * @param {{ demo: boolean }} options
 */
export async function launch({ demo }) {
  const data = await openDataDirectory(dataDirectoryPath(demo ? ".signalbox-demo" : ".signalbox"));
  const run = startRun(data);
  try {
    await stopOrphans(data.path);
    const port = await chooseWebPort();
    const address = `http://localhost:${port}`;
    data.lock.describe({ address });
    await ensureDependencies({ signal: run.stopped });
    await ensureBuild({ signal: run.stopped });

    const secret = installationSecret(data.path);
    const receiver = demo ? await receiverSettings(data.path) : null;
    const installation = { port, secret, receiver, databaseUrl: "" };
    run.database = await openDatabase({
      dataDirectory: data.path,
      giveUp: run.giveUp,
      moved: (databaseUrl) => {
        for (const program of programs({ ...installation, databaseUrl })) {
          run.children.find(({ name }) => name === program.name)?.restartAs(program);
        }
      },
    });
    installation.databaseUrl = run.database.url;
    const prepared = await prepareDatabase(sharedEnvironment(installation));
    if (run.stopped.aborted) return;

    for (const program of programs(installation)) {
      run.children.push(supervise(program, { dataDirectory: data.path, giveUp: run.giveUp }));
    }
    await waitUntilHealthy(port, run.stopped);
    if (run.stopped.aborted) return;
    if (prepared.nothingLeaves) say(`Nothing leaves by itself this time: ${prepared.nothingLeaves}`);
    if (prepared.setupToken) say(firstRun(address, prepared.setupToken));
    say(`Signalbox is ready: ${address}${demo ? " (demo: sign in as anyone with one click)" : ""}`);
  } catch (error) {
    // Whatever fails because it was told to stop is no failure.
    if (run.stopped.aborted) return;
    await run.stop();
    throw error;
  }
}

/**
 * @param {string} address
 * @param {string} setupToken
 * @returns {string} what a person is told as long as nobody has set the installation up
 */
export function firstRun(address, setupToken) {
  return `First run: open ${address}/set-up?token=${setupToken} and become the admin. The link works once.`;
}
