// @ts-check
import { join } from "node:path";
import { bundleOptions, bundlePath } from "./launch/bundles.mjs";
import { dataDirectoryPath, installationSecret, openDataDirectory } from "./launch/data-directory.mjs";
import { openDatabase } from "./launch/database.mjs";
import { ensureDependencies } from "./launch/dependencies.mjs";
import { firstRun } from "./launch/launch.mjs";
import { stopOrphans } from "./launch/orphans.mjs";
import { prepareDatabase } from "./launch/prepare.mjs";
import { sharedEnvironment } from "./launch/programs.mjs";
import { root } from "./launch/root.mjs";
import { startRun } from "./launch/run.mjs";
import { supervise } from "./launch/supervise.mjs";
import { runCommand, say } from "./launch/terminal.mjs";
import { chooseWebPort } from "./launch/web-port.mjs";

/**
 * Like `npm start`, but nothing is built: Next compiles what is opened, and the worker is bundled and started again whenever
 * one of its files changes.
 */
await runCommand(async () => {
  const data = await openDataDirectory(dataDirectoryPath(".signalbox"));
  const run = startRun(data);
  try {
    await stopOrphans(data.path);
    const port = await chooseWebPort();
    const address = `http://localhost:${port}`;
    data.lock.describe({ address });
    await ensureDependencies({ development: true, signal: run.stopped });
    const { context } = await import("esbuild");
    const watcher = await context({ ...bundleOptions(), plugins: [{ name: "restart-worker", setup: restartWorker }] });
    await watcher.rebuild();

    run.database = await openDatabase({
      dataDirectory: data.path,
      giveUp: run.giveUp,
      moved: () => run.giveUp("Postgres has moved; start again."),
    });
    const installation = { port, secret: installationSecret(data.path), databaseUrl: run.database.url, receiver: null };
    const env = { ...sharedEnvironment(installation), NODE_ENV: /** @type {const} */ ("development") };
    const prepared = await prepareDatabase(env);
    if (run.stopped.aborted) return;

    const options = { dataDirectory: data.path, giveUp: run.giveUp };
    const next = join(root, "node_modules", "next", "dist", "bin", "next");
    const worker = {
      name: "worker",
      args: ["--enable-source-maps", bundlePath("worker")],
      env: { ...env, SIGNALBOX_PROCESS: "worker" },
    };
    run.children.push(
      supervise(
        {
          name: "web",
          args: [next, "dev", "--port", String(port)],
          env: { ...env, SIGNALBOX_PROCESS: "web", NEXT_TELEMETRY_DISABLED: "1" },
          chatty: true,
        },
        options,
      ),
      supervise(worker, options),
    );
    await watcher.watch();
    if (prepared.setupToken) say(firstRun(address, prepared.setupToken));
    say(`Signalbox (development) is ready: ${address}`);

    /** @param {import("esbuild").PluginBuild} build */
    function restartWorker(build) {
      build.onEnd(({ errors }) => {
        if (errors.length === 0) run.children.find(({ name }) => name === "worker")?.restartAs(worker);
      });
    }
  } catch (error) {
    if (run.stopped.aborted) return;
    await run.stop();
    throw error;
  }
});
