import type { Database } from "@/db/client";
import { log, loggedError } from "@/lib/log";
import { type DueCursor, OpeningFailed, type OpeningRound, openDueSlots } from "@/lib/slots/commands/open-due-slots";
import type { Clock } from "@/lib/time/clock";

/**
 * How many slots one transaction opens. Large enough that the fixed number of statements is shared by many, small enough
 * that the first calls go out while the next page is being opened (docs/decisions holds the figures).
 */
const pageSize = 100;
const worker = { kind: "worker" } as const;

/** Told of every deployment whose slot has opened, as soon as that is committed. */
export type OnStarted = (deploymentIds: string[]) => void;

export type RoundResult = {
  opened: number;
  missed: number;
  /** Due, but a person must still open a gate: by slot, when to look again at the latest. */
  waiting: Map<string, Date>;
  /** Not looked at, because somebody is changing their release: to be tried again in a moment. */
  busy: Set<string>;
  /** What must not happen happened. They stay booked, and are tried again with each sweep. */
  failed: Set<string>;
};

/**
 * Looks at every due slot once, page by page. A page that fails is rolled back and its slots are tried one by one, so that a
 * slot that cannot be written spoils nobody else's opening; it stays booked and is tried again with the next round.
 */
export async function runOpeningRound(db: Database, now: Clock, onStarted: OnStarted): Promise<RoundResult> {
  const result: RoundResult = { opened: 0, missed: 0, waiting: new Map(), busy: new Set(), failed: new Set() };
  let after: DueCursor | undefined;
  do {
    after = await openPage({ db, now, onStarted, result }, after);
  } while (after !== undefined);
  return result;
}

type Round = { db: Database; now: Clock; onStarted: OnStarted; result: RoundResult };

async function openPage(round: Round, after: DueCursor | undefined): Promise<DueCursor | undefined> {
  const { db, now } = round;
  try {
    const page = await db.transaction((tx) => openDueSlots(tx, worker, now(), { limit: pageSize, after }));
    collect(page, round);
    return page.next;
  } catch (error) {
    if (!(error instanceof OpeningFailed)) throw error;
    log.warn({ err: loggedError(error), slots: error.slots.length }, "a page of due slots failed; trying them singly");
    for (const { id } of error.slots) await openSingly(round, id);
    return error.next;
  }
}

async function openSingly(round: Round, slotId: string): Promise<void> {
  const { db, now } = round;
  try {
    collect(await db.transaction((tx) => openDueSlots(tx, worker, now(), { limit: 1, only: slotId })), round);
  } catch (error) {
    round.result.failed.add(slotId);
    log.error({ err: loggedError(error), slotId }, "a slot cannot be opened");
  }
}

function collect(page: OpeningRound, { onStarted, result }: Round): void {
  onStarted(page.started);
  result.opened += page.opened.length;
  result.missed += page.missed.length;
  for (const { slotId, until } of page.waiting) result.waiting.set(slotId, until);
  for (const slotId of page.busy) result.busy.add(slotId);
  for (const { slotId, error } of page.failed) {
    result.failed.add(slotId);
    log.error({ err: loggedError(error), slotId }, "the gates of a slot cannot be judged");
  }
}
