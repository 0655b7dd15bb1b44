import { and, eq, inArray, isNotNull, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { announce } from "@/db/notify";
import { inboundEvents, inboundMappings, type inboundSources, services } from "@/db/schema";
import type { Fact, Reading, TimedFact } from "@/lib/domain/inbound/fact";
import { translate } from "@/lib/domain/inbound/translate";
import { loadSourceActor } from "@/lib/inbound/queries/source-actor";
import { applyBuild } from "./apply-build";
import { applyCheck } from "./apply-check";
import { applyDeployment } from "./apply-deployment";
import { applyRelease } from "./apply-release";
import { ignored, type Mapped, type Outcome, type Receiving, refused, together } from "./outcome";

type Source = Pick<typeof inboundSources.$inferSelect, "id" | "name" | "kind" | "ownerId">;
type Kept = { id: string; headerEvent: string; payload: string; receivedAt: Date };

/**
 * Lets an event that is written down take its effect, and writes down what came of it. Whatever is in the payload, the answer is an
 * outcome. The caller holds the source's lock, so that two events of one source never decide about the same thing at once.
 */
export async function takeEvent(tx: Tx, source: Source, event: Kept, now: Date): Promise<Outcome> {
  const reading = translate(source.kind, event.headerEvent, jsonOf(event.payload));
  const { eventType, summary, places, ref, commitSha, artifactDigest, correlation } = reading;
  // A clock that runs ahead must not make everything that follows look late; nor does a replay make an old event a new one.
  const { receivedAt } = event;
  const notAfterArrival = (at: Date | undefined) => (at !== undefined && at > receivedAt ? receivedAt : at);
  const occurredAt = notAfterArrival(reading.occurredAt);
  const told = { eventType, summary, place: places[0] ?? "", ref, commitSha, artifactDigest, correlation, occurredAt };
  await tx.update(inboundEvents).set(told).where(eq(inboundEvents.id, event.id));
  const timed = (fact: Fact) => ({ ...fact, at: notAfterArrival(fact.at) ?? receivedAt });
  const outcome = await outcomeOf(tx, source, event.id, reading, timed, now);
  const { effects, reason, awaits = null } = outcome;
  await tx
    .update(inboundEvents)
    .set({ outcome: outcome.outcome, reason, effects, awaitsBuild: awaits })
    .where(eq(inboundEvents.id, event.id));
  await announce(tx, { noun: "inbound", id: event.id });
  return outcome;
}

async function outcomeOf(
  tx: Tx,
  source: Source,
  eventId: string,
  reading: Reading,
  timed: (fact: Fact) => TimedFact,
  now: Date,
): Promise<Outcome> {
  if ("ignored" in reading) return ignored(reading.ignored);
  const mapped = await mappingsOf(tx, source.id, reading.places);
  if (mapped.length === 0) {
    const [place] = reading.places;
    return ignored(
      place === undefined ? "It does not say where it comes from." : `“${place}” is mapped to no service.`,
    );
  }
  const actor = await loadSourceActor(tx, source);
  if (actor === undefined) return refused("The account of whoever set up this source is disabled.");
  const { correlation } = reading;
  const receiving: Receiving = { source, actor, eventId, correlation, now };
  const outcomes: Outcome[] = [];
  const built = new Set<string>();
  for (const mapping of mapped) {
    for (const fact of reading.facts) {
      const outcome = await applyFact(tx, receiving, mapping, timed(fact));
      if (outcome.commitSha !== undefined) built.add(outcome.commitSha);
      outcomes.push(outcome);
    }
  }
  for (const commit of built) await takeWaiting(tx, source, commit, eventId, now);
  return together(outcomes);
}

function applyFact(
  tx: Tx,
  receiving: Receiving,
  mapping: Mapped,
  fact: TimedFact,
): Promise<Outcome & { commitSha?: string }> {
  switch (fact.kind) {
    case "build":
      return applyBuild(tx, receiving, mapping, fact);
    case "check":
      return applyCheck(tx, receiving, mapping, fact);
    case "deployment":
      return applyDeployment(tx, receiving, mapping, fact);
    case "release":
      return applyRelease(tx, receiving, mapping, fact);
  }
}

async function mappingsOf(tx: Tx, sourceId: string, places: readonly string[]): Promise<Mapped[]> {
  if (places.length === 0) return [];
  const { place, serviceId, buildFrom, tagPattern, branchPattern } = inboundMappings;
  const named = places.map((each) => each.toLowerCase());
  return await tx
    .select({ place, serviceId, serviceName: services.name, buildFrom, tagPattern, branchPattern })
    .from(inboundMappings)
    .innerJoin(services, eq(services.id, inboundMappings.serviceId))
    .where(and(eq(inboundMappings.sourceId, sourceId), inArray(sql`lower(${place})`, named)))
    .orderBy(services.name);
}

/** Reads again what came before the build it speaks of. */
async function takeWaiting(tx: Tx, source: Source, commit: string, except: string, now: Date): Promise<void> {
  const waiting = await tx
    .select({
      id: inboundEvents.id,
      headerEvent: inboundEvents.headerEvent,
      payload: inboundEvents.payload,
      receivedAt: inboundEvents.receivedAt,
    })
    .from(inboundEvents)
    .where(
      and(
        eq(inboundEvents.sourceId, source.id),
        eq(inboundEvents.awaitsBuild, commit),
        isNotNull(inboundEvents.payload),
      ),
    )
    .orderBy(inboundEvents.receivedAt, inboundEvents.id)
    .limit(200);
  for (const { payload, ...event } of waiting) {
    if (event.id !== except && payload !== null) await takeEvent(tx, source, { ...event, payload }, now);
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
