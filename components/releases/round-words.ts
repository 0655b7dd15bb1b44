import { amountOfChange } from "@/components/handoffs/queue-words";
import { categoryNames } from "@/lib/domain/qa-gate";
import { handoffStateNames } from "@/lib/domain/release-words";
import type { Round } from "@/lib/releases/input/detail-output";
import { formatDuration } from "@/lib/time/format";

const minute = 60_000;

/** A length of time to the minute; nothing at all is "0 min". */
export function inWords(ms: number): string {
  return ms < minute ? "0 min" : formatDuration(Math.floor(ms / minute) * minute);
}

/** How a round stands: "In test", "Rejected". */
export function roundState({ handoff }: Round): string {
  if (handoff === null) return "Not handed over";
  const name = handoffStateNames[handoff.status];
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}

/** What goes with it: who, what kind of fault, how much changed since the build before. */
export function roundRemarks({ handoff, changedLines, changedFiles }: Round, before: number | undefined): string[] {
  const amount = amountOfChange(changedLines, changedFiles);
  const tester = handoff?.tester?.name;
  const ran = handoff?.verdict === "accepted" && handoff.regressionRunUrl !== null && !tester;
  const fault = handoff?.category
    ? `${categoryNames[handoff.category]}${handoff.severity ? `, ${handoff.severity}` : ""}`
    : null;
  // The verdict on a build that was superseded is history worth telling.
  const cleared =
    handoff?.status === "superseded" && handoff.verdict !== null
      ? `was ${handoff.verdict} before a newer build came`
      : null;
  return [
    fault,
    cleared,
    tester ? `by ${tester}` : ran ? "by its regression run, no tester" : null,
    amount && (before === undefined ? `${amount} changed` : `${amount} since rc ${before}`),
  ].filter((part): part is string => typeof part === "string" && part !== "");
}
