// @ts-check

/** Something the person at the terminal can mend: told without a stack, and the process ends. */
export class Mishap extends Error {}

/** @param {string} line */
export function say(line) {
  process.stdout.write(`${line}\n`);
}

/** @param {string} line */
export function warn(line) {
  process.stderr.write(`${line}\n`);
}

/**
 * Runs a command and turns what goes wrong into one readable message and an exit code.
 *
 * @param {() => Promise<void>} command
 */
export async function runCommand(command) {
  try {
    await command();
  } catch (error) {
    warn(error instanceof Mishap ? error.message : String(error instanceof Error ? error.stack : error));
    // Not process.exitCode: a watch or a pipe left open by the failed step would keep the process alive.
    process.exit(1);
  }
}
