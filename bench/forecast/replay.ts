import { groupRows } from "@/db/group-rows";
import { chanceBy } from "@/lib/domain/forecast/chance-by";
import { type FlowHistory, flowHistory, type Transition } from "@/lib/domain/forecast/flow/history";
import { forecast } from "@/lib/domain/forecast/forecast";
import { importedRounds } from "@/lib/domain/forecast/imported-rounds";
import { pastRounds, turnsKnownBy } from "@/lib/domain/forecast/past-rounds";
import { loadOf, placesInLine, usualAhead } from "@/lib/domain/forecast/queue-load";
import { rhythmOf } from "@/lib/domain/forecast/rhythm";
import type { TurnOfRelease } from "@/lib/forecasts/queries/turns";
import type { ImportedItem } from "@/lib/history/queries/imported-history";
import type { Said } from "./said";

const minute = 60_000;
const day = 1440 * minute;
/** A step has been noticed by then, as by the worker. */
const noticed = 10 * minute;
/** While a step lasts it is asked again each day, so often at most. */
const askedAgain = 5;
/** The first part of a history is only learnt from. */
const learnt = 0.4;
const most = 400;
const draws = 2_000;
const seed = 20_261_124;
/** As many outcomes as the product learns its calibration from. */
const ranksKept = 200;

export type HandoverRecord = { turns: readonly TurnOfRelease[]; imported: readonly ImportedItem[] };

type Moment = {
  now: Date;
  release: TurnOfRelease;
  phase: "waiting" | "testing" | "rework";
  since: Date;
  acceptedAt: Date;
};

/**
 * The product's own forecast, stood on past moments of the hand-overs that ended well: after each step, and each day while it lasts. It is
 * asked when QA will have accepted, which is known of every one of them, and is given what was known that moment: rounds as far as they
 * had come, the rhythm, the line before it, and the ranks of outcomes until then. No timetable and no signatures: how those stood in the
 * past is not on record.
 */
export function replayHandovers({ turns, imported }: HandoverRecord): Said[] {
  const releases = [...groupRows(turns, ({ releaseId }) => releaseId).values()];
  const flow = untilAcceptance(turns);
  const moments = spread(releases.flatMap(momentsOf).sort((a, b) => a.now.getTime() - b.now.getTime()));
  const outcomes: { at: Date; rank: number }[] = [];
  return moments.map(({ now, release, phase, since, acceptedAt }, index) => {
    const known = releases.map((each) => turnsKnownBy(each, now)).filter((each) => each.length > 0);
    const { releaseId, serviceId, teamId, round } = release;
    const steps = known.flat().flatMap((turn) => [turn.handedOverAt, turn.claimedAt, turn.decidedAt]);
    const rhythm = rhythmOf(steps.filter((at) => at !== null));
    const rounds = known.flatMap((each) => pastRounds(each, rhythm));
    for (const { intervals, ...owner } of imported) {
      const of = { serviceId: owner.serviceId ?? "", teamId: owner.teamId ?? "" };
      rounds.push(...importedRounds(intervals, of, rhythm).filter(({ at }) => at <= now));
    }
    const ranks = outcomes
      .filter(({ at }) => at <= now)
      .sort((a, b) => b.at.getTime() - a.at.getTime())
      .slice(0, ranksKept);
    const [said] = forecast(
      {
        now,
        rhythm,
        history: { rounds, approvals: [], makings: [] },
        releases: [{ releaseId, serviceId, teamId, phase, round, since, needsApproval: false }],
        load: phase === "waiting" ? new Map([[releaseId, loadFor(releaseId, known)]]) : new Map(),
        timetable: new Map(),
        ranks: ranks.map(({ rank }) => rank),
        draws,
      },
      seed + index,
    );
    if (said === undefined) throw new Error("A forecast of one release came back without it.");
    outcomes.push({ at: acceptedAt, rank: chanceBy(said.twentieths, acceptedAt) });
    const { p50, p85, p95 } = said;
    return { releaseId, at: now, p50, p85, p95, actualAt: acceptedAt, flow };
  });
}

function momentsOf(turns: readonly TurnOfRelease[]): Moment[] {
  const last = turns.at(-1);
  if (last?.verdict !== "accepted" || last.decidedAt === null) return [];
  const acceptedAt = last.decidedAt;
  const during = (release: TurnOfRelease, phase: Moment["phase"], since: Date | null, until: Date | null) => {
    if (since === null) return [];
    const end = until ?? acceptedAt;
    return Array.from({ length: 1 + askedAgain }, (_, n) => new Date(since.getTime() + noticed + n * day))
      .filter((now) => now < end)
      .map((now) => ({ now, release, phase, since, acceptedAt }));
  };
  return turns.flatMap((turn, index) => {
    const { handedOverAt, claimedAt, decidedAt, endedAt, verdict } = turn;
    const next = turns[index + 1]?.handedOverAt ?? null;
    return [
      ...during(turn, "waiting", handedOverAt, claimedAt ?? decidedAt ?? endedAt ?? next),
      ...during(turn, "testing", claimedAt, decidedAt ?? endedAt ?? next),
      ...(verdict === "rejected" ? during(turn, "rework", decidedAt, next) : []),
    ];
  });
}

/** The later part of the moments; of many, every so many. */
function spread(moments: readonly Moment[]): Moment[] {
  const first = moments[0]?.now.getTime() ?? 0;
  const end = moments.at(-1)?.now.getTime() ?? 0;
  const later = moments.filter(({ now }) => now.getTime() >= first + learnt * (end - first));
  const every = Math.max(1, later.length / most);
  return Array.from({ length: Math.min(most, later.length) }, (_, n) => later[Math.floor(n * every)]).filter(
    (moment) => moment !== undefined,
  );
}

/** The line as it stood: what each was due for then is not on record, so hotfixes go first and then who waits longest. */
function loadFor(releaseId: string, known: readonly TurnOfRelease[][]): number {
  const endOf = ({ claimedAt, decidedAt, endedAt }: TurnOfRelease) => claimedAt ?? decidedAt ?? endedAt;
  const waiting = known.flatMap((turns) => {
    const newest = turns.at(-1);
    return newest === undefined || endOf(newest) !== null ? [] : [newest];
  });
  const line = waiting.map((turn) => {
    return { releaseId: turn.releaseId, isHotfix: turn.kind === "hotfix", dueAt: null, since: turn.handedOverAt };
  });
  const past = known.flat().flatMap((turn) => {
    const to = endOf(turn);
    return to === null ? [] : [{ from: turn.handedOverAt, to }];
  });
  return loadOf(placesInLine(line).get(releaseId) ?? 0, usualAhead(past));
}

/** The hand-overs as bare steps, done when QA has accepted: what the plain bootstrap looks at. */
function untilAcceptance(turns: readonly TurnOfRelease[]): FlowHistory {
  const steps = turns.flatMap(({ releaseId: itemId, handedOverAt, claimedAt, decidedAt, verdict }): Transition[] => [
    { itemId, state: "waiting", at: handedOverAt },
    ...(claimedAt ? [{ itemId, state: "testing", at: claimedAt }] : []),
    ...(decidedAt && verdict ? [{ itemId, state: verdict, at: decidedAt }] : []),
  ]);
  return flowHistory(steps, ["accepted"]);
}
