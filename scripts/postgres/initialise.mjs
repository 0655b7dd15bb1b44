// @ts-check
import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { writeSecretFile } from "../launch/secret-file.mjs";
import { serverEnvironment } from "./server-environment.mjs";

/** The owner of everything in the embedded server. */
export const SUPERUSER = "signalbox";

/**
 * Makes the cluster if there is none. It is made beside its place and then renamed, so a cluster is whole or absent
 * however the machine dies. The caller holds the cluster's lock.
 *
 * Text sorts by code point (`builtin` provider, C.UTF-8): the order then depends neither on the C library nor on an ICU
 * version, so no index is silently wrong after an operating system or Postgres upgrade. Lists for people sort with an
 * explicit collation.
 *
 * @param {object} place
 * @param {string} place.cluster
 * @param {string} place.passwordFile
 * @param {import("./binaries.mjs").Binaries} binaries
 * @param {import("./account.mjs").Account | null} account
 */
export async function initialiseCluster({ cluster, passwordFile }, binaries, account) {
  const versionFile = join(cluster, "PG_VERSION");
  if (existsSync(versionFile)) return refuseOtherVersion(readFileSync(versionFile, "utf8").trim(), cluster, binaries);

  const password = randomBytes(24).toString("base64url");
  const draft = join(dirname(cluster), "postgres.partial");
  const passwordDraft = join(draft, "..", "postgres.partial-password");
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  writeFileSync(passwordDraft, password, { mode: 0o600 });
  if (account !== null) for (const path of [draft, passwordDraft]) chownSync(path, account.uid, account.gid);
  try {
    await runInitdb(binaries.initdb, draft, passwordDraft, account);
  } finally {
    rmSync(passwordDraft, { force: true });
  }
  writeSecretFile(passwordFile, password);
  renameSync(draft, cluster);
}

/**
 * @param {string} found
 * @param {string} cluster
 * @param {import("./binaries.mjs").Binaries} binaries
 */
function refuseOtherVersion(found, cluster, { major }) {
  if (found === major) return;
  throw new Error(
    `${cluster} was written by Postgres ${found}; this version of Signalbox brings Postgres ${major}, which cannot read it. ` +
      "Dump the data with the version of Signalbox that wrote it and load it into the new one (docs/operating.md).",
  );
}

/**
 * @param {string} initdb
 * @param {string} directory
 * @param {string} passwordFile
 * @param {import("./account.mjs").Account | null} account
 */
async function runInitdb(initdb, directory, passwordFile, account) {
  const args = [
    `--pgdata=${directory}`,
    `--username=${SUPERUSER}`,
    `--pwfile=${passwordFile}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--data-checksums",
  ];
  try {
    // cwd "/": initdb fails in a working directory that its account may not enter.
    await promisify(execFile)(initdb, args, { cwd: "/", env: serverEnvironment(), ...account });
  } catch (error) {
    const { stderr = "", message } = /** @type {Error & { stderr?: string }} */ (error);
    throw new Error(`Postgres could not make its data directory: ${stderr.trim() || message}`, { cause: error });
  }
}
