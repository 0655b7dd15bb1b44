import { formatDay, formatDuration } from "@/lib/time/format";
import type { Rehearsal, RehearsalCount } from "./rehearsal";
import type { ReplayWay } from "./rehearsal-replay";

/** What is changed, and so what becomes of slots that are booked already. */
export const rehearsedKinds = ["window", "freeze", "policy"] as const;
export type RehearsedKind = (typeof rehearsedKinds)[number];

const fates: Record<RehearsedKind, { one: string; many: string }> = {
  window: { one: "would have no place any more", many: "would have no place any more" },
  freeze: { one: "would be missed", many: "would be missed" },
  policy: { one: "would have to be signed again", many: "would have to be signed again" },
};

const count = (number: number, one: string, many: string) => `${number} ${number === 1 ? one : many}`;

function hotfixes({ total, byKind }: RehearsalCount): string {
  const found = byKind.find(({ kind }) => kind === "hotfix")?.count ?? 0;
  if (found === 0) return "";
  if (found === total) return total === 1 ? ", a hotfix" : ", all of them hotfixes";
  return `, ${found} of them ${found === 1 ? "a hotfix" : "hotfixes"}`;
}

/** "Would have blocked 14 of 212 deployments of the past year, 3 of them hotfixes." */
function blockedInWords(would: string, blocked: RehearsalCount, deployments: number): string {
  if (deployments === 0) return "Nothing was deployed there in the past year that it could have blocked.";
  const looked = count(deployments, "deployment", "deployments");
  const which = blocked.total === 0 ? "none" : String(blocked.total);
  return `${would} have blocked ${which} of ${looked} of the past year${hotfixes(blocked)}.`;
}

/** What a change would have blocked and let pass, and what becomes of booked slots. */
export function rehearsalInWords({ past, coming }: Rehearsal, kind: RehearsedKind): string[] {
  const behind = blockedInWords("Would", past.blocked, past.deployments);
  const more = count(past.freed.total, "more deployment", "more deployments");
  const freed = past.freed.total > 0 ? [`Would have let ${more} pass${hotfixes(past.freed)}.`] : [];
  const { one, many } = fates[kind];
  const ahead =
    coming.blocked === 0
      ? `None of ${count(coming.slots, "slot", "slots")} booked for the next quarter is touched.`
      : `${count(coming.blocked, `booked slot ${one}`, `booked slots ${many}`)}.`;
  const opened = coming.freed > 0 ? [`${count(coming.freed, "booked slot", "booked slots")} could open again.`] : [];
  return [behind, ...freed, coming.slots === 0 ? "No slot is booked there for the next quarter." : ahead, ...opened];
}

/** The same of a freeze that is lifted: what it would have blocked is what is let go. */
export function liftInWords({ past, coming }: Rehearsal): string[] {
  const behind = blockedInWords("It would", past.freed, past.deployments);
  const ahead =
    coming.freed === 0
      ? "No slot that is booked for the next quarter stands in it."
      : `${count(coming.freed, "booked slot", "booked slots")} could open again.`;
  return [behind, ahead];
}

const ways: Record<ReplayWay, string | undefined> = {
  as_it_is: undefined,
  carried_back: "Replayed as if it had held all year.",
  each_year: "It comes to an end: replayed as if it had come on the same weekdays a year earlier, too.",
};

/** How the past was replayed, where that is not plain. */
export const replayInWords = (way: ReplayWay): string[] => (ways[way] === undefined ? [] : [ways[way] ?? ""]);

const dayMs = 86_400_000;

/** How far back deployments are known, where that is not the whole year: what came before could not be blocked. */
export function knownSinceInWords({ past }: Pick<Rehearsal, "past">): string[] {
  const first = past.weeks.find(({ deployments }) => deployments > 0);
  if (first === undefined || first.start.getTime() - past.range.start.getTime() < 28 * dayMs) return [];
  return [`The first deployment there was in the week of ${formatDay(first.start, "UTC", "full")}.`];
}

/**
 * What usually leaves in as long a time as something closes once: where the year before says little, the pace of the whole year says
 * more. `stopped` of the deployments since the first one are such that it would stop.
 */
export function usualPaceInWords(lengthMs: number, stopped: number, { past }: Pick<Rehearsal, "past">): string[] {
  const first = past.weeks.find(({ deployments }) => deployments > 0);
  if (first === undefined || stopped === 0) return [];
  const usual = (stopped / (past.range.end.getTime() - first.start.getTime())) * lengthMs;
  if (usual < 0.05) return [];
  const number = usual >= 10 ? Math.round(usual) : Math.round(usual * 10) / 10;
  const what = number === 1 ? "deployment that it would stop leaves" : "deployments that it would stop leave";
  return [`In as long a time (${formatDuration(lengthMs)}) ${number} ${what} on average.`];
}
