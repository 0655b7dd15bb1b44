// @ts-check
import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "./root.mjs";
import { Mishap } from "./terminal.mjs";

/**
 * Scripts that Node reads as they are stay where they lie: they find the root and their neighbours by their own address.
 *
 * @type {import("esbuild").Plugin}
 */
const plainScripts = {
  name: "plain scripts",
  setup: ({ onResolve }) =>
    onResolve({ filter: /^@\/scripts\/.*\.mjs$/ }, ({ path }) => ({
      path: pathToFileURL(join(root, path.slice("@/".length))).href,
      external: true,
    })),
};

/**
 * Bundles a program of TypeScript and runs it with the arguments of this one.
 *
 * @param {string} entry of the repository
 * @param {string} what for the message when it fails
 * @param {Record<string, string>} [env] beyond that of this one
 */
export async function runBundled(entry, what, env = {}) {
  const { build } = await import("esbuild");
  const outfile = join(root, "dist", `${basename(dirname(entry))}-${basename(entry, ".ts")}.mjs`);
  mkdirSync(join(root, "dist"), { recursive: true });
  await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile,
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    target: "node20",
    sourcemap: true,
    plugins: [plainScripts],
  });
  await new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["--enable-source-maps", outfile, ...process.argv.slice(2)], {
      cwd: root,
      env: { ...process.env, ...env, NODE_ENV: "production" },
      stdio: "inherit",
    });
    child.once("error", reject);
    child.once("close", (code) =>
      code === 0 ? resolve(undefined) : reject(new Mishap(`${what} failed (exit code ${code}).`)),
    );
  });
}
