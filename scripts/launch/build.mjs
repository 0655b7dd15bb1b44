// @ts-check
import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildBundles } from "./bundles.mjs";
import { waitForLock } from "./file-lock.mjs";
import { root } from "./root.mjs";
import { hashSources } from "./source-hash.mjs";
import { Mishap, say } from "./terminal.mjs";

const BUILD_WITHIN_SECONDS = 600;
const stamp = join(root, "dist", "built-from");

/** The web server that `next build` leaves, with all it needs beside it. */
export const webServer = join(root, ".next", "standalone", "server.js");

/**
 * Makes the production build, unless there is one of exactly these sources.
 *
 * @param {{ signal?: AbortSignal }} [options]
 */
export async function ensureBuild({ signal } = {}) {
  if (isBuilt()) return;
  const lock = await waitForLock(join(root, ".signalbox-build.lock"), {
    timeoutSeconds: BUILD_WITHIN_SECONDS,
    onWait: ({ pid }) => say(`Waiting for process ${pid}, which builds …`),
  });
  try {
    if (!isBuilt()) await build(signal);
  } finally {
    lock.release();
  }
}

function isBuilt() {
  return existsSync(webServer) && existsSync(stamp) && readFileSync(stamp, "utf8") === hashSources();
}

/** @param {AbortSignal} [signal] */
async function build(signal) {
  say("Building (the first time, and after changes) …");
  // The sources as they were when the build began: a change made meanwhile must build again.
  const sources = hashSources();
  rmSync(stamp, { force: true });
  mkdirSync(join(root, "dist"), { recursive: true });
  await Promise.all([buildWeb(signal), buildBundles()]);
  const standalone = join(root, ".next", "standalone");
  cpSync(join(root, ".next", "static"), join(standalone, ".next", "static"), { recursive: true });
  if (existsSync(join(root, "public"))) cpSync(join(root, "public"), join(standalone, "public"), { recursive: true });
  writeFileSync(stamp, sources);
}

/**
 * @param {AbortSignal} [signal]
 * @returns {Promise<void>}
 */
function buildWeb(signal) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, "node_modules", "next", "dist", "bin", "next"), "build"], {
      cwd: root,
      env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
      stdio: ["ignore", "pipe", "pipe"],
      signal,
    });
    let output = "";
    const collect = (/** @type {Buffer} */ chunk) => {
      output += chunk;
    };
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    child.once("error", reject);
    child.once("close", (code) => {
      if (code === 0) resolve();
      else reject(new Mishap(`The build failed:\n${output.trim()}`));
    });
  });
}
