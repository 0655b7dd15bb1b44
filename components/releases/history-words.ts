import { categoryNames } from "@/lib/domain/qa-gate";
import type { HistoryEvent } from "@/lib/releases/input/detail-output";
import { formatInstant } from "@/lib/time/format";
import { parseInstant } from "@/lib/time/instant";

const words: Readonly<Record<string, string>> = {
  "release.created": "Release created",
  "release.changed": "Release changed",
  "release.withdrawn": "Release withdrawn",
  "release.departed": "Departed",
  "release.arrived": "Released",
  "release.failed": "Deployment failed",
  "release.tried_again": "To be tried again",
  "release.sent_back": "Sent back to its developers",
  "build.announced": "Build announced",
  "build.handed_over": "Handed over",
  "build.checked": "Check reported",
  "handoff.claimed": "Claimed for test",
  "handoff.returned": "Given back to the queue",
  "handoff.reassigned": "Given to another tester",
  "handoff.offer_passed": "First look passed on",
  "handoff.accepted": "Accepted by QA",
  "handoff.accepted_with_waiver": "Accepted under a condition",
  "waiver.settled": "Condition settled",
  "handoff.rejected": "Rejected by QA",
  "handoff.superseded": "Superseded by a newer build",
  "handoff.withdrawn": "Taken back from QA",
  "slot.booked": "Slot booked",
  "slot.moved": "Slot moved",
  "slot.cancelled": "Slot cancelled",
  "slot.opened": "Slot opened",
  "slot.closed": "Slot closed",
  "slot.missed": "Slot missed",
  "slot.postponed": "Postponed by a freeze",
  "slot.planned_again": "Planned again",
  "slot.dropped": "Not planned again",
  "freeze_exception.requested": "Exception asked for",
  "freeze_exception.granted": "Exception granted",
  "freeze_exception.refused": "Exception refused",
  "freeze_exception.withdrawn": "Request for an exception withdrawn",
  "freeze_exception.revoked": "Exception revoked",
  "freeze_exception.reviewed": "Exception reviewed",
  "blocker.placed": "Held back",
  "blocker.resolved": "No longer held back",
  "approval.given": "Approved",
  "approval.declined": "Declined",
  "deployment.started": "Deployment started",
  "deployment.called": "Receiver called",
  "deployment.call_failed": "Call failed",
  "deployment.running": "Deployment running",
  "deployment.succeeded": "Deployment succeeded",
  "deployment.failed": "Deployment failed",
  "deployment.timed_out": "Deployment timed out",
  "deployment.rollback_started": "Rollback started",
  "deployment.rolled_back": "Rolled back",
  "deployment.rollback_failed": "Rollback failed",
  "report.refused": "Report refused",
};

/** What happened, in a few words: "rc 2 handed over". */
export function eventTitle({
  action,
  subjectName,
  data,
}: Pick<HistoryEvent, "action" | "subjectName" | "data">): string {
  const ran = action === "handoff.accepted" && data.by === "regression run";
  const title = ran ? "Accepted by its regression run" : (words[action] ?? action.replaceAll(/[._]/g, " "));
  const number = typeof data.number === "number" ? data.number : /\brc (\d+)$/.exec(subjectName)?.[1];
  const isOfBuild = action.startsWith("handoff.") || action.startsWith("build.");
  return isOfBuild && number !== undefined ? `rc ${number} ${title.charAt(0).toLowerCase()}${title.slice(1)}` : title;
}

/** What more the entry says: why, where, when. */
export function eventDetail({ action, data }: Pick<HistoryEvent, "action" | "data">, zone: string): string {
  const text = (key: string) => (typeof data[key] === "string" && data[key] !== "" ? (data[key] as string) : undefined);
  const category = text("category");
  const at = instantOf(text("startsAt") ?? text("start"));
  const [from, to] = [instantOf(startIn(data.from)), instantOf(startIn(data.to))];
  const parts = [
    typeof data.supersedes === "number" ? `supersedes rc ${data.supersedes}` : undefined,
    text("heldBy") && `${text("heldBy")} may not test it any more`,
    text("takenOverFrom") && `taken over from ${text("takenOverFrom")}`,
    category && (categoryNames[category as keyof typeof categoryNames] ?? category),
    from && to ? `${formatInstant(from, zone)} → ${formatInstant(to, zone)}` : at && formatInstant(at, zone),
    text("freeze"),
    text("environment"),
    beforehandIn(data.signedBeforehand),
    action === "release.changed" && Array.isArray(data.fields) ? data.fields.map(fieldName).join(", ") : undefined,
    text("reason") ?? text("review") ?? text("comment") ?? text("note") ?? text("message"),
  ];
  return parts.filter((part) => part !== undefined && part !== "").join(" · ");
}

/** Whose signature beforehand a slot opened on. */
function beforehandIn(signed: unknown): string | undefined {
  if (!Array.isArray(signed)) return undefined;
  const names = signed.map((each: { by?: unknown }) => String(each?.by ?? ""));
  return `signed beforehand by ${names.join(", ")}`;
}

function instantOf(text: string | undefined): Date | undefined {
  return text === undefined ? undefined : parseInstant(text);
}

function startIn(place: unknown): string | undefined {
  const start = (place as { start?: unknown } | null | undefined)?.start;
  return typeof start === "string" ? start : undefined;
}

function fieldName(field: unknown): string {
  return String(field).replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
