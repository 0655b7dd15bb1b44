// @ts-check
import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ensureBuild } from "./launch/build.mjs";
import { ensureDependencies } from "./launch/dependencies.mjs";
import { root } from "./launch/root.mjs";
import { Mishap, runCommand } from "./launch/terminal.mjs";

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

/** `npm run bench`: every figure beside its yardstick, against the production build. */
await runCommand(async () => {
  await ensureDependencies({ development: true });
  await ensureBuild();
  const { build } = await import("esbuild");
  const outfile = join(root, "dist", "bench.mjs");
  mkdirSync(join(root, "dist"), { recursive: true });
  await build({
    absWorkingDir: root,
    entryPoints: ["bench/main.ts"],
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
      env: { ...process.env, NODE_ENV: "production" },
      stdio: "inherit",
    });
    child.once("error", reject);
    child.once("close", (code) =>
      code === 0 ? resolve(undefined) : reject(new Mishap(`The bench failed (exit code ${code}).`)),
    );
  });
});
