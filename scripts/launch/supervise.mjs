// @ts-check
import { startChild } from "./child.mjs";
import { warn } from "./terminal.mjs";

/**
 * Watches over one process: starts it again when it ends by itself, and gives up when that happens too often (but for the want of a
 * database it waits as long as it takes).
 *
 * @typedef {object} Supervised
 * @property {string} name
 * @property {() => number} pid
 * @property {(program: import("./child.mjs").Program) => void} restartAs ends the process and starts it with other settings
 * @property {() => Promise<void>} stop asks it to finish, and does not start it again
 * @property {() => void} kill ends it now
 */

const MOST_CRASHES = 5;
const WITHIN_MS = 60_000;
const FIRST_PAUSE_MS = 200;

/** EX_TEMPFAIL of sysexits.h: it could not go on without the database. That is no fault of its own and never counts as a crash. */
const DATABASE_AWAY = "exit code 75";
const DATABASE_PAUSE_MS = 500;

/** Shorter than the ten seconds of a clean stop, so that Postgres still gets its share of them. */
const STOP_WITHIN_MS = 6_500;

/**
 * @param {import("./child.mjs").Program} program
 * @param {object} options
 * @param {string} options.dataDirectory
 * @param {(reason: string) => void} options.giveUp
 * @returns {Supervised}
 */
export function supervise(program, { dataDirectory, giveUp }) {
  const crashes = crashCounter();
  let current = program;
  let stopping = false;
  /** @type {NodeJS.Timeout | undefined} */
  let pause;
  /** @type {Promise<string>} */
  let ended;
  /** @type {import("./child.mjs").Child} */
  let child;
  let replaced = false;

  const start = () => {
    replaced = false;
    child = startChild(current, dataDirectory);
    ended = child.ended;
    const { lastWords } = child;
    void ended.then((how) => {
      if (stopping) return;
      if (replaced) return start();
      if (how === DATABASE_AWAY) {
        warn(`${current.name}: lost the database; starting it again`);
        pause = setTimeout(start, DATABASE_PAUSE_MS);
        return;
      }
      const count = crashes.add();
      if (count >= MOST_CRASHES) {
        return giveUp(`${current.name} ended ${count} times within a minute, last with ${how}.\n${lastWords()}`.trim());
      }
      warn(`${current.name}: ended with ${how}; starting it again`);
      pause = setTimeout(start, FIRST_PAUSE_MS * 2 ** (count - 1));
    });
  };
  start();

  return {
    name: program.name,
    pid: () => child.pid,
    restartAs(next) {
      current = next;
      replaced = true;
      child.signal("SIGTERM");
    },
    async stop() {
      stopping = true;
      clearTimeout(pause);
      child.signal("SIGTERM");
      const force = setTimeout(() => child.signal("SIGKILL"), STOP_WITHIN_MS);
      await ended;
      clearTimeout(force);
    },
    kill() {
      stopping = true;
      clearTimeout(pause);
      child.signal("SIGKILL");
    },
  };
}

/** @returns {{ add: () => number }} counts what happened within the last minute */
export function crashCounter() {
  /** @type {number[]} */
  let times = [];
  return {
    add() {
      const now = performance.now();
      times = [...times.filter((time) => now - time < WITHIN_MS), now];
      return times.length;
    },
  };
}
