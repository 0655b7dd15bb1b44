import { allTimes, followTimes } from "@/components/windows/draft-times";
import { draftOf, newRuleDraft, type RuleDraft, ruleOf, type TimeRuleFields } from "@/components/windows/rule-draft";
import { wallTimeMs, wallTimeOfMs } from "@/lib/time/wall-time";

/** When a freeze closes, while it is edited: once from–until, or by a rule. */
export type FreezeDraft = {
  mode: "once" | "recurring";
  /** Wall times in the rule's zone, `2026-12-20T00:00`. */
  from: string;
  until: string;
  rule: RuleDraft;
  /** Wall times at which a recurring one does not close. */
  exdates: string[];
  /** Wall times at which it closes besides. */
  rdates: string[];
};

type FreezeRuleFields = TimeRuleFields & { exdates: string[]; rdates: string[] };

const dayMs = 86_400_000;

/** A whole day, the one that `day` names. */
export function newFreezeDraft(day: string, zone: string): FreezeDraft {
  const from = `${day}T00:00`;
  return {
    mode: "once",
    from,
    until: wallTimeOfMs((wallTimeMs(from) ?? 0) + dayMs),
    rule: { ...newRuleDraft(day, zone), repeat: "weekly", weekdays: ["FR"], startTime: "12:00", hours: 12, minutes: 0 },
    exdates: [],
    rdates: [],
  };
}

/** The draft that says a saved freeze. */
export function freezeDraftOf(rule: FreezeRuleFields): FreezeDraft {
  const until = wallTimeOfMs((wallTimeMs(rule.localStart) ?? 0) + rule.durationMinutes * 60_000);
  return {
    mode: rule.rrule === null ? "once" : "recurring",
    from: rule.localStart,
    until,
    rule: rule.rrule === null ? { ...draftOf(rule), repeat: "weekly" } : draftOf(rule),
    exdates: [...rule.exdates],
    rdates: [...rule.rdates],
  };
}

/** The rule changes, and the days that are left out or added go along when it closes at another time of the day. */
export function withFreezeRule(draft: FreezeDraft, rule: RuleDraft): FreezeDraft {
  const follow = (dates: string[]) => followTimes(dates, draft.rule, rule);
  return { ...draft, rule, exdates: follow(draft.exdates), rdates: follow(draft.rdates) };
}

/** Whether days are picked for it: of one that closes once only those that were added, so that none is lost unseen. */
export const hasPickedDays = ({ mode, rdates }: FreezeDraft) => mode === "recurring" || rdates.length > 0;

/** The time of day at which it closes on an added day. */
export function extraTimeOf({ mode, from, rule }: FreezeDraft): string {
  return (mode === "once" ? from.slice(11) : allTimes(rule)[0]) || "00:00";
}

/** The rule that the draft says, or `undefined` while a time is missing or the end does not come after the start. */
export function freezeRuleOf(draft: FreezeDraft): FreezeRuleFields | undefined {
  if (draft.mode === "recurring") {
    const rule = ruleOf(draft.rule);
    return rule && { ...rule, exdates: draft.exdates, rdates: draft.rdates };
  }
  const [from, until] = [wallTimeMs(draft.from), wallTimeMs(draft.until)];
  if (from === undefined || until === undefined || until <= from) return undefined;
  return {
    zone: draft.rule.zone,
    localStart: draft.from,
    durationMinutes: (until - from) / 60_000,
    rrule: null,
    exdates: [],
    rdates: draft.rdates,
  };
}
