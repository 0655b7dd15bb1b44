// @ts-check
import { closeSync, openSync, renameSync, statSync, writeSync } from "node:fs";

const LARGEST_BYTES = 20_000_000;

/**
 * Appends lines; keeps one older file, so that a process that runs for months does not fill the disk.
 *
 * @param {string} path
 */
export function openLogFile(path) {
  let descriptor = openSync(path, "a", 0o600);
  let size = statSync(path).size;
  return {
    path,
    /** @param {string} line */
    write(line) {
      if (size > LARGEST_BYTES) {
        closeSync(descriptor);
        renameSync(path, `${path}.1`);
        descriptor = openSync(path, "a", 0o600);
        size = 0;
      }
      size += writeSync(descriptor, `${line}\n`);
    },
    close() {
      closeSync(descriptor);
    },
  };
}
