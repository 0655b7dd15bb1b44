import { and, eq, lte, type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { releases, slotReleases, slots } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { decideOpening, type OpeningDecision } from "@/lib/domain/opening";
import type { SlotFacts } from "@/lib/domain/slot-facts";
import { hasLeft } from "@/lib/slots/queries/next-due";
import { loadSlotFacts } from "@/lib/slots/queries/slot-facts";
import { type Miss, missSlots } from "./miss-slots";
import { writeOpenings } from "./write-openings";

/** Where the next page of due slots begins. The start is Postgres' own text, so that no digit is lost on the way. */
export type DueCursor = { start: string; id: string };

export type DuePage = {
  limit: number;
  /** Go on behind this one. */
  after?: DueCursor;
  /** Only this slot. */
  only?: string;
};

export type OpeningRound = {
  opened: string[];
  /** The deployments of the opened slots: to be called once this transaction has committed. */
  started: string[];
  missed: string[];
  /** Booked still: a person can yet open a gate. Look again at `until` at the latest. */
  waiting: { slotId: string; until: Date }[];
  /** A release of theirs is being changed at this moment; look again in a moment. */
  busy: string[];
  /** Evaluating them threw. They stay booked. */
  failed: { slotId: string; error: unknown }[];
  next: DueCursor | undefined;
};

/** A page whose statements failed: it is rolled back, and its slots are to be tried one by one. */
export class OpeningFailed extends Error {
  constructor(
    readonly slots: readonly { id: string }[],
    /** Where the page behind this one begins. */
    readonly next: DueCursor | undefined,
    cause: unknown,
  ) {
    super("a page of due slots could not be opened", { cause });
  }
}

/**
 * Opens, ends or leaves one page of the booked slots whose start has come by `now`, newest start first, so that what is due
 * this second never queues behind what waits for a signature.
 *
 * Any number of workers may call it at once: each takes slots that no other has locked (SKIP LOCKED), and the lock is held
 * until the decision is written, so a slot opens at most once (rule 7) and nobody moves, holds or cancels it in between. The
 * releases are locked too before their facts are read: a hand-over or a verdict that is being written at this moment either
 * is seen or comes after the opening. All gates are evaluated at `now`, whatever was true when the slot was booked (rule 3).
 */
export async function openDueSlots(tx: Tx, actor: Actor, now: Date, page: DuePage): Promise<OpeningRound> {
  const due = await lockDueSlots(tx, now, page);
  const ids = due.map(({ id }) => id);
  const last = due.at(-1);
  const next = due.length === page.limit && last ? { start: last.start, id: last.id } : undefined;
  if (ids.length === 0) return { opened: [], started: [], missed: [], waiting: [], busy: [], failed: [], next };
  try {
    const busy = await lockReleasesOf(tx, ids);
    const facts = await loadSlotFacts(
      tx,
      ids.filter((id) => !busy.has(id)),
      now,
    );
    const decided = [...facts.values()].map((each) => decide(each, now));
    const { slotIds, deploymentIds } = await writeOpenings(tx, actor, openings(decided), now);
    const missed = await missSlots(tx, actor, misses(decided), now);
    return {
      opened: slotIds,
      started: deploymentIds,
      missed,
      waiting: waits(decided),
      busy: [...busy],
      failed: failures(decided),
      next,
    };
  } catch (error) {
    throw new OpeningFailed(due, next, error);
  }
}

type Decided = { facts: SlotFacts } & (OpeningDecision | { decision: "failed"; error: unknown });

/** One slot whose facts make a rule throw must not keep the others of its page from opening. */
function decide(facts: SlotFacts, now: Date): Decided {
  try {
    return { facts, ...decideOpening(facts, now) };
  } catch (error) {
    return { facts, decision: "failed", error };
  }
}

const openings = (decided: Decided[]): SlotFacts[] =>
  decided.flatMap((each) => (each.decision === "open" ? [each.facts] : []));

const misses = (decided: Decided[]): Miss[] => decided.flatMap((each) => (each.decision === "missed" ? [each] : []));

const waits = (decided: Decided[]) =>
  decided.flatMap((each) => (each.decision === "wait" ? [{ slotId: each.facts.slot.id, until: each.until }] : []));

const failures = (decided: Decided[]) =>
  decided.flatMap((each) => (each.decision === "failed" ? [{ slotId: each.facts.slot.id, error: each.error }] : []));

function lockDueSlots(tx: Tx, now: Date, { limit, after, only }: DuePage) {
  const start = sql`lower(${slots.during})`;
  const conditions: (SQL | undefined)[] = [
    eq(slots.status, "booked"),
    hasLeft,
    lte(start, sql`${now.toISOString()}::timestamptz`),
    after && sql`(${start}, ${slots.id}) < (${after.start}::timestamptz, ${after.id}::uuid)`,
    only === undefined ? undefined : eq(slots.id, only),
  ];
  return tx
    .select({ id: slots.id, start: sql<string>`${start}::text` })
    .from(slots)
    .where(and(...conditions))
    .orderBy(sql`${start} desc, ${slots.id} desc`)
    .limit(limit)
    .for("update", { skipLocked: true });
}

/**
 * Locks the releases of these slots and returns the slots that have one which somebody else is changing. Skipping instead of
 * waiting: a person's slow transaction on one release must not make hundreds of others late, and nothing can deadlock.
 */
async function lockReleasesOf(tx: Tx, slotIds: string[]): Promise<Set<string>> {
  const { rows } = await tx.execute<{ slot_id: string; is_ours: boolean }>(sql`
    with aboard as (
      select slot_id, release_id from ${slotReleases} where slot_id = any(${sql.param(slotIds)}::uuid[])
    ), locked as (
      select id from ${releases} where id in (select release_id from aboard) for no key update skip locked
    )
    select slot_id, locked.id is not null as is_ours from aboard left join locked on locked.id = aboard.release_id`);
  return new Set(rows.flatMap((row) => (row.is_ours ? [] : [row.slot_id])));
}
