import { formatInstant } from "@/lib/time/format";

/** How urgent a notice looks. The names are those of the screen's meanings. */
export type NoticeTone = "clear" | "waiting" | "risk" | "train" | "neutral";

/** What a notice says, to the person it was written for. */
export type NoticeText = { title: string; text: string; tone: NoticeTone };

/**
 * What each kind of notice is made of. Instants travel as ISO text, because they are kept as JSON and read in each reader's own zone.
 * A new kind is one line here and one in `words` below; nothing else has to know it.
 */
export type NoticeParams = {
  /** A release was moved to another departure, by itself or by somebody; `from` is null where it waited for one. */
  ticket_moved: { release: string; from: string | null; to: string; reason: string; departsAt: string };
  /** A release missed its departure, and no other takes it before somebody says which. */
  ticket_waits: { release: string; from: string; reason: string };
  departure_held: { departure: string; reason: string };
  departure_soon: { departure: string; departsAt: string; releases: number };
  /** Somebody gave it another time; `from` and `to` are instants. */
  departure_moved: { departure: string; from: string; to: string; by: string; reason: string };
  /** The timetable no longer has it, and it takes place all the same; `instead` is when the timetable departs nearest to it. */
  departure_kept: { departure: string; departsAt: string; instead: string | null; by: string };
  departure_decided: { departure: string; decision: keyof typeof decisions; by: string; reason: string };
  /** A departure failed or arrived, for those aboard. */
  departure_ended: { departure: string; outcome: "arrived" | "failed"; reason: string };
  roll_call: { departure: string; team: string; until: string };
  /** Of the one who leads it, or, with `standsBy`, of the one who would if that one cannot. */
  conductor_due: { departure: string; departsAt: string; standsBy?: boolean };
  blocker_raised: { departure: string; reason: string; by: string };
  /** Resolved, or waived: the departure leaves in spite of it. */
  blocker_resolved: { departure: string; reason: string; by: string; waived?: boolean };
  /** A newer build of what somebody has tested before is offered to them first. */
  build_offered: { build: string; until: string | null };
  build_assigned: { build: string; by: string; reason: string };
  build_taken_over: { build: string; by: string; reason?: string };
  /** What somebody has in test was taken back by its developers or replaced by a newer build. */
  test_ended: { build: string; reason: string };
  build_accepted: { build: string; by: string; note: string };
  build_rejected: { build: string; by: string; reason: string };
  waiver_expiring: { release: string; waiver: string; until: string };
  promise_unlikely: { release: string; promised: string; chancePercent: number };
  /** A release will hardly make its slot or its departure; `aim` is either in words, `at` when it leaves. */
  odds_fell: { release: string; aim: string; at: string; chancePercent: number };
  slot_missed: { slot: string; start: string; reason: string };
  slot_postponed: { slot: string; start: string; freeze: string };
  slot_planned_again: { slot: string; start: string; freeze: string };
  slot_cancelled: { slot: string; start: string; by: string; reason: string };
  deployment_failed: { release: string; environment: string; message: string };
  approval_waits: { slot: string; start: string; stage: string };
  approval_declined: { slot: string; by: string; comment: string };
  exception_asked: { release: string; freeze: string; by: string; reason: string };
  exception_answered: { release: string; freeze: string; by: string; granted: boolean; reason: string };
  room_offered: { place: string; start: string; until: string };
  swap_offered: { slot: string; by: string };
  import_ended: { file: string; outcome: "done" | "failed" | "cancelled"; rows: number };
};
export type NoticeKind = keyof NoticeParams;

type Words = { [Kind in NoticeKind]: (params: NoticeParams[Kind], at: (instant: string) => string) => NoticeText };

const say = (tone: NoticeTone, title: string, text = ""): NoticeText => ({ title, text, tone });

const decisions = {
  go: ["clear", "is on go"],
  no_go: ["risk", "is on no-go"],
  skipped: ["risk", "is skipped this time"],
  cancelled: ["risk", "is cancelled"],
} as const;

const importEnds = {
  done: ["clear", "is imported"],
  failed: ["risk", "could not be imported"],
  cancelled: ["neutral", "was not imported: somebody cancelled it"],
} as const;

const words: Words = {
  ticket_moved: ({ release, from, to, reason, departsAt }, at) =>
    say(
      "waiting",
      from === null ? `${release} goes with ${to}` : `${release} moved from ${from} to ${to}`,
      `${reason} ${to} departs ${at(departsAt)}.`.trim(),
    ),
  ticket_waits: ({ release, from, reason }) => say("risk", `${release} missed ${from} and waits`, reason),
  departure_held: ({ departure, reason }) => say("risk", `${departure} is held`, reason),
  departure_soon: ({ departure, departsAt, releases }, at) =>
    say("train", `${departure} departs ${at(departsAt)}`, `${counted(releases, "release")} aboard.`),
  departure_moved: ({ departure, from, to, by, reason }, at) =>
    say(
      "waiting",
      `${departure} departs ${at(to)} now`,
      sentences(`It was to depart ${at(from)}.`, reason, `Moved by ${by}.`),
    ),
  departure_kept: ({ departure, departsAt, instead, by }, at) =>
    say(
      "neutral",
      `${departure} departs ${at(departsAt)} all the same`,
      sentences(
        "Its timetable was changed and has it no more.",
        instead === null ? "" : `It has ${at(instead)} instead.`,
        `Changed by ${by}.`,
      ),
    ),
  departure_decided: ({ departure, decision, by, reason }) =>
    say(decisions[decision][0], `${departure} ${decisions[decision][1]}`, sentences(`Decided by ${by}.`, reason)),
  departure_ended: ({ departure, outcome, reason }) =>
    outcome === "arrived"
      ? say("clear", `${departure} has arrived`, reason)
      : say("risk", `${departure} failed`, reason),
  roll_call: ({ departure, team, until }, at) =>
    say("waiting", `Is ${team} ready for ${departure}?`, `Say so until ${at(until)}.`),
  conductor_due: ({ departure, departsAt, standsBy = false }, at) =>
    say("train", `You ${standsBy ? "stand by to conduct" : "conduct"} ${departure}`, `It departs ${at(departsAt)}.`),
  blocker_raised: ({ departure, reason, by }) =>
    say("risk", `A blocker holds ${departure}`, sentences(reason, `By ${by}.`)),
  blocker_resolved: ({ departure, reason, by, waived = false }) =>
    say("clear", `A blocker of ${departure} is ${waived ? "waived" : "resolved"}`, sentences(reason, `By ${by}.`)),
  build_offered: ({ build, until }, at) =>
    say(
      "waiting",
      `${build} is yours to test first`,
      until === null
        ? "You tested the build before it."
        : `You tested the build before it; until ${at(until)} it waits for you.`,
    ),
  build_assigned: ({ build, by, reason }) =>
    say("waiting", `${build} is given to you to test`, sentences(`By ${by}.`, reason)),
  build_taken_over: ({ build, by, reason = "" }) => say("neutral", `${build} is with ${by} now`, reason),
  test_ended: ({ build, reason }) => say("neutral", `${build} needs no test any more`, reason),
  build_accepted: ({ build, by, note }) => say("clear", `${build} is accepted`, sentences(`By ${by}.`, note)),
  build_rejected: ({ build, by, reason }) => say("risk", `${build} came back from QA`, sentences(`${by}:`, reason)),
  waiver_expiring: ({ release, waiver, until }, at) =>
    say("risk", `A waiver of ${release} ends ${at(until)}`, `${waiver}`),
  promise_unlikely: ({ release, promised, chancePercent }, at) =>
    say("risk", `${release} will hardly make ${at(promised)}`, `The chance is down to ${chancePercent} %.`),
  odds_fell: ({ release, aim, at: leavesAt, chancePercent }, at) =>
    say(
      "risk",
      `${release} will hardly make ${aim}`,
      `It is to leave ${at(leavesAt)}. The chance is down to ${chancePercent} %.`,
    ),
  slot_missed: ({ slot, start, reason }, at) => say("risk", `${slot} missed its slot of ${at(start)}`, reason),
  slot_postponed: ({ slot, start, freeze }, at) =>
    say("waiting", `${slot} is postponed`, `${freeze} closes ${at(start)}. It is planned again when that ends.`),
  slot_planned_again: ({ slot, start, freeze }, at) =>
    say("clear", `${slot} is planned again`, `Now ${at(start)}; ${freeze} had postponed it.`),
  slot_cancelled: ({ slot, start, by, reason }, at) =>
    say("waiting", `${by} gave up the slot of ${slot}`, sentences(`It was to open ${at(start)}.`, reason)),
  deployment_failed: ({ release, environment, message }) => say("risk", `${release} failed in ${environment}`, message),
  approval_waits: ({ slot, start, stage }, at) =>
    say("waiting", `${slot} waits for your signature`, `${stage}. It opens ${at(start)}.`),
  approval_declined: ({ slot, by, comment }) => say("risk", `${by} declined ${slot}`, comment),
  exception_asked: ({ release, freeze, by, reason }) =>
    say("waiting", `${by} asks for ${release} to leave in spite of ${freeze}`, reason),
  exception_answered: ({ release, freeze, by, granted, reason }) =>
    granted
      ? say("clear", `${release} may leave in spite of ${freeze}`, sentences(`Granted by ${by}.`, reason))
      : say("risk", `${release} may not leave in spite of ${freeze}`, sentences(`Refused by ${by}.`, reason)),
  room_offered: ({ place, start, until }, at) =>
    say("clear", `Room for you in ${place}`, `${at(start)}, held for you until ${at(until)}.`),
  swap_offered: ({ slot, by }) => say("waiting", `${by} offers to swap with ${slot}`),
  import_ended: ({ file, outcome, rows }) =>
    say(importEnds[outcome][0], `${file} ${importEnds[outcome][1]}`, `${counted(rows, "row")}.`),
};

export const noticeKinds = Object.keys(words) as readonly NoticeKind[];

/**
 * A kept notice in words, its times in the reader's zone. A kind that this version does not know (written by a newer one, or by one
 * long ago) is shown by its name rather than lost.
 */
export function noticeInWords(kind: string, params: unknown, zone: string): NoticeText {
  const write = Object.hasOwn(words, kind)
    ? (words[kind as NoticeKind] as (params: unknown, at: (instant: string) => string) => NoticeText)
    : undefined;
  if (write === undefined) return say("neutral", kind.replaceAll("_", " "));
  return write(params, (instant) => formatInstant(new Date(instant), zone));
}

const counted = (count: number, thing: string) => `${count} ${thing}${count === 1 ? "" : "s"}`;
const sentences = (...parts: readonly string[]) => parts.filter((part) => part !== "").join(" ");
