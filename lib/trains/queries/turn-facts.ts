import { and, asc, eq, inArray, lt } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { departures, type trains } from "@/db/schema";
import type { TurnFacts } from "@/lib/domain/departure-turn";
import { freezesThatHit, type Intent } from "@/lib/domain/freeze";
import { closingSentence } from "@/lib/domain/freeze-words";
import { loadFreezes } from "@/lib/freezes/queries/freeze-rules";
import { contains } from "@/lib/time/range";
import { loadGoFacts } from "./go-facts";
import type { AboardTicket } from "./passengers";
import { type DepartureSlot, loadDepartureSlots } from "./slots-of-departure";
import { loadPaths, type Stop } from "./train-path";

type Run = { departure: typeof departures.$inferSelect; train: typeof trains.$inferSelect };

/** Everything that decides what time brings about for a departure, as it stands in the reader's snapshot. */
export async function loadTurnFacts(
  reader: Reader,
  { departure, train }: Run,
  aboard: readonly AboardTicket[],
  now: Date,
): Promise<TurnFacts & { slots: DepartureSlot[] }> {
  const slots = departure.status === "departed" ? await loadDepartureSlots(reader, departure.id) : [];
  const decides = ["locked", "go", "held"].includes(departure.status);
  return {
    ...departure,
    qaExitDone: departure.qaExitDoneAt !== null,
    waitsForEarlier: !train.overlapping && (await hasEarlierUnderWay(reader, { departure, train })),
    hold: departure.holdCause === null ? null : { cause: departure.holdCause, until: departure.holdUntil },
    holdThen: train.holdThen,
    go: await loadGoFacts(reader, departure.id, train.goRule, aboard),
    frozen: decides ? await findFreeze(reader, train.id, aboard, now) : null,
    slotsUnderWay: slots.some(({ status }) => status === "booked" || status === "open"),
    slots,
  };
}

async function hasEarlierUnderWay(reader: Reader, { departure, train }: Run): Promise<boolean> {
  const [earlier] = await reader
    .select({ id: departures.id })
    .from(departures)
    .where(
      and(
        eq(departures.trainId, train.id),
        lt(departures.departsAt, departure.departsAt),
        inArray(departures.status, ["scheduled", "boarding", "locked", "go", "held", "departed"]),
      ),
    )
    .orderBy(asc(departures.departsAt))
    .limit(1);
  return earlier !== undefined;
}

/** The sentence of a freeze that closes, at `now`, for something aboard in an environment of the way; null: none does. */
export async function findFreeze(
  reader: Reader,
  trainId: string,
  aboard: readonly AboardTicket[],
  now: Date,
): Promise<string | null> {
  const freezes = await loadFreezes(reader, { start: now, end: new Date(now.getTime() + 1) });
  if (freezes.length === 0) return null;
  const path = (await loadPaths(reader, [trainId])).get(trainId) ?? [];
  for (const stop of path) {
    const hit = freezesThatHit(freezes, intentsAt(stop, aboard)).find(({ during }) => contains(during, now));
    if (hit !== undefined) return closingSentence(hit, stop.name);
  }
  return null;
}

/** What a departure wants to deploy at a stop; with nobody aboard it wants nothing. */
function intentsAt(stop: Stop, aboard: readonly AboardTicket[]): Intent[] {
  return aboard.map(({ releaseId, serviceId, team, kind }) => ({
    environmentId: stop.id,
    origin: "train",
    releaseId,
    serviceId,
    teamId: team.id,
    releaseKind: kind,
  }));
}
