// @ts-check
import { spawn } from "node:child_process";
import { root } from "../launch/root.mjs";

/**
 * Runs one of the tools and keeps what it says for when it fails. A tool that hangs is ended: a test run that never ends
 * says nothing.
 *
 * @param {string[]} args of node
 * @param {{ env?: Record<string, string>, minutes?: number }} [options]
 * @returns {Promise<{ ok: boolean, output: string }>}
 */
export function runQuietly(args, { env = {}, minutes = 40 } = {}) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: "0", ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    const collect = (/** @type {Buffer} */ chunk) => {
      output += chunk;
    };
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    const late = setTimeout(() => {
      output += `\nEnded after ${minutes} minutes.`;
      child.kill("SIGTERM");
      setTimeout(() => child.kill("SIGKILL"), 15_000).unref();
    }, minutes * 60_000);
    child.once("error", (error) => resolve({ ok: false, output: error.message }));
    child.once("close", (code) => {
      clearTimeout(late);
      resolve({ ok: code === 0, output: output.trim() });
    });
  });
}
