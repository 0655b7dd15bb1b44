import { and, asc, desc, eq, gt, inArray, ne, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Reader } from "@/db/client";
import { environments, people, slots, swapOffers } from "@/db/schema";
import type { Reach } from "@/lib/domain/permission";
import type { Refusal } from "@/lib/domain/refusal";
import { decideSwap } from "@/lib/domain/swap";
import { findOrderedSlot, type NamedSlot } from "@/lib/slots/queries/ordered-slot";
import { isVisible, loadSwapFacts, sideOf } from "./swap-sides";

const dayMs = 86_400_000;
/** Answers stay in the list for so long, so that whoever asked reads them. */
const recentDays = 14;
/** As far apart as slots are swapped, and as many as anybody reads. */
const choiceDays = 21;
const mostChoices = 30;

export type TeamSlot = NamedSlot & { team: NonNullable<NamedSlot["team"]> };

const hasTeam = (slot: NamedSlot | undefined): slot is TeamSlot => slot?.team != null;

/** The offers that the reader can see both sides of: the open ones, and those that were answered lately, newest first. */
export async function listOffers(reader: Reader, scope: Reach, filter: { slotId?: string }, now: Date) {
  const offerer = alias(people, "offerer");
  const decider = alias(people, "decider");
  const since = new Date(now.getTime() - recentDays * dayMs);
  const rows = await reader
    .select({
      id: swapOffers.id,
      status: swapOffers.status,
      slotId: swapOffers.slotId,
      forSlotId: swapOffers.forSlotId,
      message: swapOffers.message,
      offeredBy: offerer.name,
      offeredAt: swapOffers.offeredAt,
      expiresAt: swapOffers.expiresAt,
      decidedBy: decider.name,
      decidedAt: swapOffers.decidedAt,
      answer: swapOffers.answer,
      environment: { id: environments.id, name: environments.name, zone: environments.zone },
    })
    .from(swapOffers)
    .innerJoin(slots, eq(slots.id, swapOffers.slotId))
    .innerJoin(environments, eq(environments.id, slots.environmentId))
    .innerJoin(offerer, eq(offerer.id, swapOffers.offeredBy))
    .leftJoin(decider, eq(decider.id, swapOffers.decidedBy))
    .where(
      and(
        or(
          and(eq(swapOffers.status, "offered"), gt(swapOffers.expiresAt, now)),
          and(ne(swapOffers.status, "offered"), gt(swapOffers.decidedAt, since)),
        ),
        filter.slotId === undefined
          ? undefined
          : or(eq(swapOffers.slotId, filter.slotId), eq(swapOffers.forSlotId, filter.slotId)),
      ),
    )
    .orderBy(desc(swapOffers.offeredAt))
    .limit(100);
  const found = [];
  for (const { slotId, forSlotId, ...offer } of rows) {
    const slot = await findOrderedSlot(reader, slotId, scope);
    const forSlot = await findOrderedSlot(reader, forSlotId, scope);
    if (hasTeam(slot) && hasTeam(forSlot)) found.push({ ...offer, slot, forSlot });
  }
  return found;
}

export type SwapChoice = { slot: TeamSlot; refusal: Refusal | null };

/**
 * The slots of other teams that a slot could be swapped with, in the same environment within three weeks, the nearest first; each with
 * what a swap would be refused with now.
 */
export async function listSwapChoices(
  reader: Reader,
  slotId: string,
  { scope, personId, reach }: { scope: Reach; personId: string; reach: Reach },
  now: Date,
): Promise<SwapChoice[] | undefined> {
  const [own] = await reader.select().from(slots).where(eq(slots.id, slotId));
  if (!isVisible(own, scope)) return undefined;
  const from = Math.max(now.getTime(), own.during.start.getTime() - choiceDays * dayMs);
  const to = own.during.end.getTime() + choiceDays * dayMs;
  const start = sql`lower(${slots.during})`;
  const others = await reader
    .select()
    .from(slots)
    .where(
      and(
        eq(slots.environmentId, own.environmentId),
        eq(slots.status, "booked"),
        ne(slots.teamId, own.teamId),
        scope === "all" ? undefined : inArray(slots.teamId, [...scope]),
        gt(start, sql`${new Date(from).toISOString()}::timestamptz`),
        sql`${start} < ${new Date(to).toISOString()}::timestamptz`,
      ),
    )
    .orderBy(asc(sql`abs(extract(epoch from ${start} - ${own.during.start.toISOString()}::timestamptz))`))
    .limit(mostChoices);
  const mine = await sideOf(reader, own, { personId, reach });
  const choices: SwapChoice[] = [];
  for (const other of others) {
    const slot = await findOrderedSlot(reader, other.id, scope);
    if (!hasTeam(slot) || other.teamId === null) continue;
    const theirs = await sideOf(reader, other, { personId, reach: [other.teamId] });
    const decision = decideSwap(mine, theirs, await loadSwapFacts(reader, own, other, scope), now);
    choices.push({ slot, refusal: decision.ok ? null : decision.refusal });
  }
  return choices;
}
