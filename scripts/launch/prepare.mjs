// @ts-check
import { spawn } from "node:child_process";
import { bundlePath } from "./bundles.mjs";
import { root } from "./root.mjs";
import { Mishap } from "./terminal.mjs";

/**
 * What db/prepare.ts says about the installation, one JSON object a line.
 *
 * @typedef {object} Prepared
 * @property {string} [setupToken] opens the first-run set-up, as long as nobody has done it
 * @property {string} [nothingLeaves] why no slot opens by itself in this start of the demo
 */

/**
 * Brings the database to this version, and the installation to where a person can begin.
 *
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<Prepared>}
 */
export async function prepareDatabase(env) {
  await run("migrate", env);
  const output = await run("prepare", env);
  const lines = output.split("\n").filter((line) => line.startsWith("{"));
  return Object.assign({}, ...lines.map((line) => JSON.parse(line)));
}

/**
 * @param {import("./bundles.mjs").BundleName} name
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<string>}
 */
function run(name, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["--enable-source-maps", bundlePath(name)], {
      cwd: root,
      env: { ...env, SIGNALBOX_PROCESS: name },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    let errors = "";
    child.stdout.on("data", (chunk) => {
      output += chunk;
    });
    child.stderr.on("data", (chunk) => {
      errors += chunk;
    });
    child.once("error", reject);
    child.once("close", (code) => {
      if (code === 0) resolve(output);
      else reject(new Mishap(`The database could not be brought to this version (${name}):\n${errors.trim()}`));
    });
  });
}
