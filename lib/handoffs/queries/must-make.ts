import type { Reader } from "@/db/client";
import { groupRows } from "@/db/group-rows";
import { firstToMake, type MustMake } from "@/lib/domain/must-make";
import { loadNextDepartures } from "./departures-of-releases";
import { loadTicketsToMake } from "./tickets-to-make";

type Promised = { releaseId: string; fact: MustMake };
type Source = (reader: Reader, releaseIds: string[], now: Date) => Promise<Promised[]>;

/** A booked slot in an environment that asks for QA's acceptance: the verdict must be there when it opens. */
const slotsToMake: Source = async (reader, releaseIds, now) => {
  const departures = await loadNextDepartures(reader, releaseIds, now);
  return [...departures].map(([releaseId, { slotId, environmentName, zone, start }]) => ({
    releaseId,
    fact: { kind: "slot", id: slotId, name: environmentName, acceptBy: start, zone },
  }));
};

/** Everything a build can have to make. A new kind of promise is one more source here, and the queue's order knows it. */
const sources: readonly Source[] = [slotsToMake, loadTicketsToMake];

/** The first thing each of these releases must be accepted in time for. Releases without one are absent. */
export async function loadMustMake(reader: Reader, releaseIds: string[], now: Date): Promise<Map<string, MustMake>> {
  const promised: Promised[] = [];
  for (const source of sources) promised.push(...(await source(reader, releaseIds, now)));
  const first = [...groupRows(promised, (each) => each.releaseId)].map(([releaseId, each]) => {
    return [releaseId, firstToMake(each.map(({ fact }) => fact))] as const;
  });
  return new Map(first.filter((entry): entry is [string, MustMake] => entry[1] !== null));
}
