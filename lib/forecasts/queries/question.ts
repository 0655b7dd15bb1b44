import type { Reader } from "@/db/client";
import type { ForecastQuestion } from "@/lib/domain/forecast/forecast";
import { loadOf, placesInLine, usualAhead } from "@/lib/domain/forecast/queue-load";
import { loadHandoverHistory } from "./handover-history";
import { loadLastStop, loadTravellers, type Traveller } from "./on-their-way";
import { loadPlaces, loadSignedSlots } from "./places";
import { loadRanks } from "./ranks";

/** What a change of the queue would be compared with. */
export type QueueNow = { usual: number; testers: number; ahead: ReadonlyMap<string, number> };

export type OrganisationQuestion = Omit<ForecastQuestion, "releases"> & {
  releases: Traveller[];
  queue: QueueNow;
  environment: { id: string; name: string; zone: string };
};

/** Everything that the forecast of this organisation asks about at `now`; undefined before there is a path. About twenty statements, however many releases. */
export async function loadQuestion(reader: Reader, now: Date): Promise<OrganisationQuestion | undefined> {
  const environment = await loadLastStop(reader);
  if (environment === undefined) return undefined;
  const { history, rhythm, waits, testers } = await loadHandoverHistory(reader, now);
  const travellers = await loadTravellers(reader, environment.id, now);
  const slotIds = travellers.flatMap(({ slot }) => slot?.slotId ?? []);
  const { needsAny, signed } = await loadSignedSlots(reader, environment.id, slotIds);
  const releases = travellers.map((traveller) => ({
    ...traveller,
    needsApproval: needsAny && !(traveller.slot !== null && signed.has(traveller.slot.slotId)),
  }));
  const timetable = await loadPlaces(reader, environment, releases, now);
  const ahead = aheadOf(releases);
  const usual = usualAhead(waits.filter(({ to }) => to !== null));
  return {
    now,
    rhythm,
    history,
    releases,
    load: new Map([...ahead].map(([releaseId, count]) => [releaseId, loadOf(count, usual)])),
    timetable,
    ranks: await loadRanks(reader),
    queue: { usual, testers: Math.max(1, testers), ahead },
    environment,
  };
}

/** How many stand before each waiting release. */
function aheadOf(releases: readonly Traveller[]): Map<string, number> {
  const waiting = releases.filter(({ phase }) => phase === "waiting");
  return placesInLine(
    waiting.map(({ releaseId, kind, since, slot }) => ({
      releaseId,
      isHotfix: kind === "hotfix",
      dueAt: slot?.during.start ?? null,
      since,
    })),
  );
}
