import type { ContinuousLicence } from "./continuous-licence";
import type { Intent } from "./freeze";
import type { Rule } from "./refusal";
import { type WindowRules, type WindowStatus, windowStatus } from "./window-status";

/**
 * "May I deploy?" for a service that is to deploy at any time, as the gates of its slot would answer (case 7): while it is licensed only
 * freezes close, and the answer changes with the end of the licence at the latest. Without its licence windows decide as for everybody;
 * why it has none stands among the reasons.
 */
export function licensedStatus(
  rules: WindowRules,
  intent: Intent,
  instant: Date,
  service: { id: string; name: string },
  licence: ContinuousLicence,
): WindowStatus {
  const rule: Rule = { kind: "licence", id: service.id, name: service.name, reason: licence.reason };
  if (!licence.licensed || rules.environment.defaultOpen) {
    const status = windowStatus(rules, intent, instant);
    return rules.environment.defaultOpen ? status : { ...status, reasons: [...status.reasons, rule] };
  }
  const anyTime = windowStatus(
    { ...rules, occurrences: [], environment: { ...rules.environment, defaultOpen: true } },
    intent,
    instant,
  );
  const { lapsesAt } = licence;
  if (anyTime.decision === "open") {
    const freezes = anyTime.reasons.filter(({ kind }) => kind === "freeze");
    const ends = [anyTime.nextChangeAt, lapsesAt].filter((end) => end !== undefined);
    const nextChangeAt = new Date(Math.min(...ends.map((end) => end.getTime())));
    return { ...anyTime, reasons: [rule, ...freezes], ...(ends.length === 0 ? {} : { nextChangeAt }) };
  }
  // Frozen beyond the end of the licence: then it is a window that opens next.
  const { nextOpen } = anyTime;
  if (nextOpen === undefined || lapsesAt === undefined || nextOpen < lapsesAt) return anyTime;
  return windowStatus(rules, intent, instant);
}
