import { eq, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { environments, releaseWindows, windowTeams } from "@/db/schema";
import { accept, type Result, refuse, refusedWithin } from "@/lib/domain/refusal";
import { hoursPerWeek, rehearsalRanges, rehearse, stretchAt } from "@/lib/domain/rehearsal";
import { type RehearsedWindow, windowVerdicts } from "@/lib/domain/rehearsal-window";
import { knownSinceInWords, replayInWords } from "@/lib/domain/rehearsal-words";
import { decideWindowRule } from "@/lib/domain/window-rule";
import type { RehearseWindowInput } from "@/lib/plans/input";
import type { TimeRule } from "@/lib/time/recurrence";
import { closingsFor, loadOpenings, loadOtherFreezes } from "./open-hours";
import { type RehearsalAnswer, stretchesOf } from "./rehearsal-answer";
import { loadComingSlots, loadPastSlots } from "./rehearsed-slots";

type WindowTerms = TimeRule & Omit<RehearsedWindow, "openings">;

/**
 * What a window would have meant for the past year and means for the next quarter, beside what stands. Its own slots are judged, and
 * emergencies in a time in which no other window was open: they would have had a place. Refuses a rule that could not be saved (like
 * saving it) and what is not there (`not_found`). At most a dozen statements, however many slots.
 */
export async function rehearseWindow(
  reader: Reader,
  { windowId, environmentId: wanted, after }: RehearseWindowInput,
  now: Date,
): Promise<Result<RehearsalAnswer>> {
  const checked = after === null ? accept(null) : decideWindowRule(after, now);
  if (!checked.ok) return refusedWithin("after", checked);
  const standing = windowId === undefined ? null : await loadTerms(reader, windowId);
  if (standing === undefined) return refuse("not_found", "There is no such window.", { field: "windowId" });
  const environmentId = standing?.environmentId ?? wanted;
  const [environment] = await reader.select().from(environments).where(eq(environments.id, environmentId));
  if (!environment) return refuse("not_found", "There is no such environment.", { field: "environmentId" });

  const { past, coming } = rehearsalRanges(now);
  const rehearsed = (terms: WindowTerms | null) => {
    if (terms === null) return { window: null, way: undefined };
    const { stretches, way } = stretchesOf(terms, past, coming);
    return { window: { ...terms, openings: stretches }, way };
  };
  const before = rehearsed(standing?.terms ?? null);
  const then = rehearsed(after && { ...after, name: after.name || (standing?.terms.name ?? "") });

  const slots = {
    past: await loadPastSlots(reader, past, [environmentId]),
    coming: await loadComingSlots(reader, coming, [environmentId]),
  };
  const around = { start: past.start, end: coming.end };
  const others = await loadOpenings(reader, environment, around, { except: standing?.series });
  const judged = [...slots.past, ...slots.coming].filter((slot) =>
    slot.origin === "emergency"
      ? stretchAt(others, slot.at) === undefined
      : slot.windowId !== null && standing?.series.includes(slot.windowId),
  );
  const verdicts = { before: windowVerdicts(before.window, judged), after: windowVerdicts(then.window, judged) };
  const closed = closingsFor(await loadOtherFreezes(reader, coming), {
    environmentId,
    origin: "window",
    releaseKind: "feature",
  });
  const hours = ({ window }: typeof before) => hoursPerWeek([...others, ...(window?.openings ?? [])], closed, coming);
  const rehearsal = rehearse(slots, verdicts, now);
  return accept({
    ...rehearsal,
    hours: [{ environmentName: environment.name, before: hours(before), after: hours(then) }],
    notes: [...replayInWords(then.way ?? before.way ?? "as_it_is"), ...knownSinceInWords(rehearsal)],
  });
}

async function loadTerms(reader: Reader, windowId: string) {
  const [window] = await reader.select().from(releaseWindows).where(eq(releaseWindows.id, windowId));
  if (!window) return undefined;
  const bookers = await reader.select().from(windowTeams).where(eq(windowTeams.windowId, windowId));
  const terms: WindowTerms = { ...window, teamIds: bookers.map(({ teamId }) => teamId) };
  return { environmentId: window.environmentId, terms, series: await loadSeries(reader, windowId) };
}

/** The window and those whose series it goes on with: what left in their openings left in this window. */
async function loadSeries(reader: Reader, windowId: string): Promise<string[]> {
  const { rows } = await reader.execute<{ id: string }>(sql`
    with recursive series(id) as (
      select ${windowId}::uuid
      union
      select ${releaseWindows.id} from ${releaseWindows} join series on ${releaseWindows.succeededBy} = series.id
    )
    select id from series`);
  return rows.map(({ id }) => id);
}
