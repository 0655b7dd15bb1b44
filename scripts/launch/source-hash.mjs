// @ts-check
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { root } from "./root.mjs";

/** What the production build is made from. */
const SOURCES = [
  "app",
  "components",
  "db",
  "lib",
  "public",
  "worker",
  "scripts/migrate.ts",
  "scripts/verify-audit.ts",
  "content-security-policy.ts",
  "instrumentation.ts",
  "next.config.ts",
  "package-lock.json",
  "postcss.config.mjs",
  "proxy.ts",
  "tsconfig.json",
];

/**
 * By content, not by time: a checkout or a copy changes times, and building again takes longer than reading everything.
 *
 * @returns {string}
 */
export function hashSources() {
  const hash = createHash("sha256");
  // A build for another Node or machine may hold another native module.
  hash.update(`${process.platform} ${process.arch} ${process.versions.modules}\n`);
  for (const path of SOURCES.flatMap(filesIn)) {
    hash.update(`${path}\0`);
    hash.update(readFileSync(join(root, path)));
  }
  return hash.digest("hex");
}

/**
 * @param {string} path
 * @returns {string[]}
 */
function filesIn(path) {
  const stats = statSync(join(root, path), { throwIfNoEntry: false });
  if (stats === undefined || /\.test\.tsx?$/.test(path) || path === "db/testing") return [];
  if (!stats.isDirectory()) return [path];
  return readdirSync(join(root, path))
    .sort()
    .flatMap((name) => filesIn(`${path}/${name}`));
}
