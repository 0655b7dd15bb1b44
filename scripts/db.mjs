// @ts-check
import { spawn } from "node:child_process";
import { join } from "node:path";
import { buildBundles, bundlePath } from "./launch/bundles.mjs";
import { dataDirectoryPath, openDataDirectory } from "./launch/data-directory.mjs";
import { ensureDependencies } from "./launch/dependencies.mjs";
import { root } from "./launch/root.mjs";
import { Mishap, runCommand, say } from "./launch/terminal.mjs";
import { withDatabase } from "./launch/with-database.mjs";
import { discardCluster } from "./postgres/discard-data.mjs";

/** @type {Record<string, (args: string[]) => Promise<void>>} */
const COMMANDS = {
  generate: (args) => runNode([join(root, "node_modules", "drizzle-kit", "bin.cjs"), "generate", ...args], process.env),
  migrate: () => onDatabase("migrate"),
  reset,
  "verify-audit": () => onDatabase("verify-audit"),
};

await runCommand(async () => {
  const [name = "", ...args] = process.argv.slice(2);
  const command = COMMANDS[name];
  if (command === undefined) throw new Mishap(`Usage: node scripts/db.mjs ${Object.keys(COMMANDS).join(" | ")}`);
  await ensureDependencies({ development: name === "generate" });
  await command(args);
});

/**
 * Runs one of our programs on the installation's database.
 *
 * @param {import("./launch/bundles.mjs").BundleName} program
 */
async function onDatabase(program) {
  await buildBundles();
  await withDatabase((env) => runNode(["--enable-source-maps", bundlePath(program)], { ...process.env, ...env }));
}

/**
 * Deletes the embedded database for good. Takes the data directory's lock first, so that none is deleted under a running
 * Signalbox; a server of one's own is never touched.
 */
async function reset() {
  if (process.env.DATABASE_URL) {
    throw new Mishap("DATABASE_URL is set: Signalbox deletes only its embedded database, never a server of your own.");
  }
  const path = dataDirectoryPath(".signalbox");
  const data = await openDataDirectory(path);
  try {
    await discardCluster(path);
  } finally {
    data.lock.release();
  }
  say(`The embedded database in ${path} is deleted. The next start makes a new one.`);
}

/**
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<void>}
 */
function runNode(args, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: root, env, stdio: "inherit" });
    child.once("error", reject);
    child.once("close", (code) => {
      if (code === 0) resolve();
      else reject(new Mishap(`${args[1] ?? args[0]} failed with exit code ${code}.`));
    });
  });
}
