import type { MarkName } from "@/components/ui/mark";
import type { Tone } from "@/components/ui/tone";
import type { SlotSummaryState } from "@/lib/domain/slot-summary";

type Named = {
  opaque?: boolean;
  hold?: { name: string; mine: boolean } | null;
  releases: readonly { serviceName: string; version: string }[];
};

/** What a slot is called on screen: what it ships, or why it says no more. */
export function slotTitle({ opaque, hold, releases }: Named): string {
  if (hold) return hold.mine ? "You are booking" : `${hold.name} is booking`;
  if (opaque) return "Taken";
  const [first, ...more] = releases.map(({ serviceName, version }) => `${serviceName} ${version}`);
  if (first === undefined) return "Release to be chosen";
  return more.length === 0 ? first : `${first} and ${more.length} more`;
}

/** Whether there is nothing more to be seen of it: somebody else's hold, or another team's slot. An own hold can be resumed. */
export function isClosedToReader({ opaque, hold }: Named): boolean {
  return opaque === true || (hold !== null && hold !== undefined && !hold.mine);
}

export type SlotLook = { tone: Tone; mark: MarkName; solid?: boolean };

/** The colour and the mark of a slot's state. The words come with it; neither stands alone. */
export const slotLooks: Readonly<Record<SlotSummaryState, SlotLook>> = {
  held: { tone: "neutral", mark: "dots" },
  ready: { tone: "clear", mark: "check" },
  waiting: { tone: "waiting", mark: "dots" },
  at_risk: { tone: "risk", mark: "triangle" },
  open: { tone: "accent", mark: "dot", solid: true },
  released: { tone: "clear", mark: "check" },
  failed: { tone: "risk", mark: "cross" },
  missed: { tone: "risk", mark: "square" },
  over: { tone: "neutral", mark: "square" },
};

/** A risk that the plan itself carries, in the words of the card: "breaking database change, 40 min downtime". */
export function databaseRisk(releases: readonly { databaseChange: string; downtimeMinutes: number }[]): string | null {
  const breaking = releases.find(({ databaseChange }) => databaseChange === "breaking");
  const downtime = releases.reduce((sum, release) => sum + release.downtimeMinutes, 0);
  if (!breaking && downtime === 0) return null;
  const parts = [
    ...(breaking ? ["breaking database change"] : []),
    ...(downtime > 0 ? [`${downtime} min downtime`] : []),
  ];
  return parts.join(", ");
}

type Standing = {
  lane: number;
  environment: { name: string };
  occurrence: { name: string; lanes: number } | null;
};

/** Where a slot stands, in a quiet line: "Slot · Production · Core, lane 2". */
export function slotKicker({ lane, environment, occurrence }: Standing): string {
  const place = occurrence === null ? "any time" : `${occurrence.name}, lane ${lane}`;
  return `Slot · ${environment.name} · ${place}`;
}
