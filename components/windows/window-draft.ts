import type { WindowCadence } from "@/lib/domain/service-cadence";
import { type Booking, cadencePresets } from "./cadence-presets";
import { followTimes } from "./draft-times";
import { draftOf, newRuleDraft, type RuleDraft, ruleOf, type TimeRuleFields } from "./rule-draft";
import type { WindowRow } from "./window-row";

/** A window while it is edited: what each control shows. */
export type WindowDraft = Booking & {
  name: string;
  cadence: WindowCadence;
  teamIds: string[];
  rule: RuleDraft;
  /** Wall times of openings that do not take place, and of those that take place besides. */
  exdates: string[];
  rdates: string[];
};

/** The draft of a new window of a cadence. */
export function newWindowDraft(firstDay: string, zone: string): WindowDraft {
  const rule = newRuleDraft(firstDay, zone);
  const draft = { name: "", cadence: "slow" as const, teamIds: [], rule, exdates: [], rdates: [] };
  return withCadence({ ...draft, ...cadencePresets.slow.booking }, "slow");
}

/** The same window made for another cadence: days, hours and booking are its, what was said of name, teams and zone stays. */
export function withCadence(draft: WindowDraft, cadence: WindowCadence): WindowDraft {
  const { rule, booking } = cadencePresets[cadence];
  return { ...draft, ...booking, cadence, rule: { ...draft.rule, every: 1, ...rule }, exdates: [], rdates: [] };
}

/** The draft of a saved window; with another rule where it goes on from one of its openings. */
export function draftOfWindow(
  window: WindowRow,
  rule: TimeRuleFields & { exdates: readonly string[]; rdates: readonly string[] } = window,
): WindowDraft {
  const { name, cadence, lanes, granularityMinutes, leadMinutes, overrun, bookers } = window;
  return {
    ...{ name, cadence, lanes, granularityMinutes, leadMinutes, overrun },
    teamIds: bookers.map(({ id }) => id),
    rule: draftOf(rule),
    exdates: [...rule.exdates],
    rdates: [...rule.rdates],
  };
}

/** The rule changes, and listed dates go along: one left out at 06:00 is left out at 07:00 when the window opens then. */
export function withRule(draft: WindowDraft, rule: RuleDraft): WindowDraft {
  const follow = (dates: string[]) => followTimes(dates, draft.rule, rule);
  return { ...draft, rule, exdates: follow(draft.exdates), rdates: follow(draft.rdates) };
}

/** When the window opens, as a procedure takes it; `undefined` while the rule lacks something. */
export function timeRuleOf({ rule, exdates, rdates }: WindowDraft) {
  const said = ruleOf(rule);
  return said && { ...said, exdates, rdates };
}

/** Everything of the window, as a procedure takes it. */
export function columnsOf(draft: WindowDraft) {
  const time = timeRuleOf(draft);
  if (time === undefined) return undefined;
  const { name, cadence, lanes, granularityMinutes, leadMinutes, overrun, teamIds } = draft;
  return { name, cadence, lanes, granularityMinutes, leadMinutes, overrun, teamIds, ...time };
}
