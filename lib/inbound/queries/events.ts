import { and, desc, eq, ilike, or, type SQL, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { inboundEvents, inboundSources } from "@/db/schema";
import type { ListInboundEventsInput } from "@/lib/inbound/input";

/** What is typed is looked for as it stands: `%` and `_` are letters here. */
const containing = (typed: string) => `%${typed.replaceAll(/[\\%_]/g, "\\$&")}%`;

const columns = {
  id: inboundEvents.id,
  source: { id: inboundSources.id, name: inboundSources.name, kind: inboundSources.kind },
  eventType: inboundEvents.eventType,
  summary: inboundEvents.summary,
  place: inboundEvents.place,
  receivedAt: inboundEvents.receivedAt,
  occurredAt: inboundEvents.occurredAt,
  outcome: inboundEvents.outcome,
  reason: inboundEvents.reason,
  effects: inboundEvents.effects,
  repeats: inboundEvents.repeats,
  repeatedAt: inboundEvents.repeatedAt,
  replayedAt: inboundEvents.replayedAt,
};

/** The log of events, newest first, a page at a time. The cursor is the id of the last row of the page before. */
export async function listInboundEvents(reader: Reader, input: ListInboundEventsInput & { cursor?: string }) {
  const { sourceId, outcome, search, cursor, limit } = input;
  const typed = search ? containing(search) : undefined;
  const conditions: (SQL | undefined)[] = [
    sourceId === undefined ? undefined : eq(inboundEvents.sourceId, sourceId),
    outcome && eq(inboundEvents.outcome, outcome),
    typed === undefined
      ? undefined
      : or(
          ilike(inboundEvents.eventType, typed),
          ilike(inboundEvents.place, typed),
          ilike(inboundEvents.summary, typed),
          ilike(inboundEvents.commitSha, typed),
        ),
    cursor === undefined
      ? undefined
      : sql`(${inboundEvents.receivedAt}, ${inboundEvents.id}) < (
          select last.received_at, last.id from ${inboundEvents} last where last.id = ${cursor})`,
  ];
  const rows = await reader
    .select(columns)
    .from(inboundEvents)
    .innerJoin(inboundSources, eq(inboundSources.id, inboundEvents.sourceId))
    .where(and(...conditions))
    .orderBy(desc(inboundEvents.receivedAt), desc(inboundEvents.id))
    .limit(limit + 1);
  const events = rows.slice(0, limit);
  return { events, nextCursor: rows.length > limit ? events.at(-1)?.id : undefined };
}

/** One event with what was sent, as long as that is kept. */
export async function loadInboundEvent(reader: Reader, eventId: string) {
  const [row] = await reader
    .select({
      ...columns,
      deliveryId: inboundEvents.deliveryId,
      ref: inboundEvents.ref,
      commitSha: inboundEvents.commitSha,
      artifactDigest: inboundEvents.artifactDigest,
      payload: inboundEvents.payload,
      payloadBytes: inboundEvents.payloadBytes,
    })
    .from(inboundEvents)
    .innerJoin(inboundSources, eq(inboundSources.id, inboundEvents.sourceId))
    .where(eq(inboundEvents.id, eventId));
  return row;
}
