// @ts-check
import { join } from "node:path";
import { root } from "./root.mjs";

/** The programs beside the web server: entry → bundle. */
const ENTRIES = {
  worker: "worker/main.ts",
  migrate: "scripts/migrate.ts",
  prepare: "db/prepare.ts",
  "verify-audit": "scripts/verify-audit.ts",
};

/** @typedef {keyof typeof ENTRIES} BundleName */

/** @param {BundleName} name */
export function bundlePath(name) {
  return join(root, "dist", `${name}.mjs`);
}

/** Node cannot read TypeScript; packages stay where npm has put them, so that native parts keep working. */
export function bundleOptions() {
  return /** @type {const} @satisfies {import("esbuild").BuildOptions} */ ({
    absWorkingDir: root,
    entryPoints: ENTRIES,
    outdir: "dist",
    outExtension: { ".js": ".mjs" },
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    target: "node20",
    sourcemap: true,
    logLevel: "silent",
  });
}

export async function buildBundles() {
  const { build } = await import("esbuild");
  await build(bundleOptions());
}
