import { eq } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { environments, freezeScopes, freezes } from "@/db/schema";
import { type FreezeScope, freezeHits, type Intent, reachesEnvironment } from "@/lib/domain/freeze";
import type { FreezeGrade } from "@/lib/domain/freeze-grade";
import { accept, type Result, refuse, refusedWithin } from "@/lib/domain/refusal";
import { hoursPerWeek, type Rehearsal, type RehearsedSlot, rehearsalRanges, rehearse } from "@/lib/domain/rehearsal";
import { freezeVerdicts, type RehearsedFreeze } from "@/lib/domain/rehearsal-freeze";
import { knownSinceInWords, replayInWords, usualPaceInWords } from "@/lib/domain/rehearsal-words";
import { type FreezeTimes, readPlannedTimes, readTimesOfFreeze } from "@/lib/freezes/queries/planned-times";
import { freezeScopeOf, listsOfRows } from "@/lib/freezes/queries/scope";
import type { RehearseFreezeInput } from "@/lib/plans/input";
import { lengthMs, type Range } from "@/lib/time/range";
import { closingsFor, loadOpenings, loadOtherFreezes } from "./open-hours";
import { type RehearsalAnswer, stretchesOf } from "./rehearsal-answer";
import { loadComingSlots, loadPastSlots } from "./rehearsed-slots";

type FreezeTerms = {
  name: string;
  grade: FreezeGrade;
  scope: FreezeScope;
  times: FreezeTimes;
};

/**
 * What a freeze would have meant for the past year and means for the next quarter, beside what stands. Refuses a rule that could not be
 * saved (like saving it) and a freeze that is not there (`not_found`). A dozen statements and one for each environment that it reaches.
 */
export async function rehearseFreeze(
  reader: Reader,
  { freezeId, after }: RehearseFreezeInput,
  now: Date,
): Promise<Result<RehearsalAnswer>> {
  const { past, coming } = rehearsalRanges(now);
  const within = { start: past.start, end: coming.end };
  const standing = freezeId === undefined ? null : await loadTerms(reader, freezeId, within);
  if (standing === undefined) return refuse("not_found", "There is no such freeze.", { field: "freezeId" });
  const times = after === null ? accept(null) : await readPlannedTimes(reader, { ...after, freezeId }, within, now);
  if (!times.ok) return refusedWithin("after", times);

  const rehearsed = (terms: FreezeTerms | null) => {
    if (terms === null) return { freeze: null, way: undefined };
    if ("stretches" in terms.times) return { freeze: { ...terms, stretches: terms.times.stretches }, way: undefined };
    const { stretches, way } = stretchesOf(terms.times.rule, past, coming);
    return { freeze: { ...terms, stretches }, way };
  };
  const before = rehearsed(standing);
  const then = rehearsed(
    after &&
      times.value && {
        name: after.name || (standing?.name ?? ""),
        grade: after.grade,
        scope: freezeScopeOf(after),
        times: times.value,
      },
  );
  const freezesAtAll = [before.freeze, then.freeze].filter((freeze) => freeze !== null);
  const path = await reader.select().from(environments).orderBy(environments.position);
  const reached = path.filter(({ id }) => freezesAtAll.some(({ scope }) => reachesEnvironment(scope, id)));
  const ids = reached.map(({ id }) => id);
  const slots = {
    past: await loadPastSlots(reader, past, ids),
    coming: await loadComingSlots(reader, coming, ids),
  };
  const all = [...slots.past, ...slots.coming];
  const verdicts = { before: freezeVerdicts(before.freeze, all), after: freezeVerdicts(then.freeze, all) };

  const others = await loadOtherFreezes(reader, coming, freezeId);
  const hours: RehearsalAnswer["hours"] = [];
  for (const environment of reached) {
    const open = await loadOpenings(reader, environment, coming);
    const intent = whoIsMeant(environment.id, then.freeze ?? before.freeze);
    const left = (freeze: RehearsedFreeze | null) => {
      const own = freeze !== null && freezeHits(freeze, intent) ? freeze.stretches : [];
      return hoursPerWeek(open, [...closingsFor(others, intent), ...own], coming);
    };
    hours.push({ environmentName: environment.name, before: left(before.freeze), after: left(then.freeze) });
  }
  const rehearsal = rehearse(slots, verdicts, now);
  const way = then.way ?? before.way ?? "as_it_is";
  return accept({
    ...rehearsal,
    hours,
    notes: [
      ...replayInWords(way),
      ...(way === "each_year" && then.freeze ? usualPace(then.freeze, slots.past, rehearsal) : []),
      ...knownSinceInWords(rehearsal),
    ],
  });
}

/** What would be stopped in as long a time, judged by the whole year: once is too seldom to be judged by its own days. */
function usualPace(freeze: RehearsedFreeze, slots: readonly RehearsedSlot[], rehearsal: Rehearsal): string[] {
  const ahead = freeze.stretches.filter(({ end }) => end > rehearsal.coming.range.start);
  const always = freezeVerdicts({ ...freeze, stretches: [rehearsal.past.range] }, slots);
  const stopped = slots.filter(({ id }) => always.has(id)).flatMap(({ releases }) => releases).length;
  return usualPaceInWords(
    ahead.reduce((sum, stretch) => sum + lengthMs(stretch), 0),
    stopped,
    rehearsal,
  );
}

/** Somebody whom the freeze is meant for: hours are counted for them. */
function whoIsMeant(environmentId: string, freeze: RehearsedFreeze | null): Intent {
  return {
    environmentId,
    releaseKind: "feature",
    origin: freeze?.grade === "no_train" ? "train" : "window",
    teamId: freeze?.scope.teamIds?.[0],
    serviceId: freeze?.scope.serviceIds?.[0],
  };
}

async function loadTerms(reader: Reader, freezeId: string, within: Range): Promise<FreezeTerms | undefined> {
  const [freeze] = await reader.select().from(freezes).where(eq(freezes.id, freezeId));
  const times = await readTimesOfFreeze(reader, freezeId, within);
  if (!freeze || !times) return undefined;
  const rows = await reader.select().from(freezeScopes).where(eq(freezeScopes.freezeId, freezeId));
  return { name: freeze.name, grade: freeze.grade, scope: freezeScopeOf(listsOfRows(rows)), times };
}
