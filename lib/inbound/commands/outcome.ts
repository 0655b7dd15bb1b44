import type { InboundEffect } from "@/db/schema";
import type { Member } from "@/lib/auth/actor";
import type { EventOutcome, SourceKind } from "@/lib/domain/inbound/source-words";

/** What came of one fact, for one service. */
export type Outcome = {
  outcome: EventOutcome;
  reason: string;
  effects: InboundEffect[];
  /** The commit without a build for whose build the event waits. */
  awaits?: string;
};

/** What every effect needs to know beside its fact. */
export type Receiving = {
  source: { id: string; name: string; kind: SourceKind };
  actor: Member;
  eventId: string;
  correlation?: string;
  now: Date;
};

/** A service that the event's place is mapped to. */
export type Mapped = {
  serviceId: string;
  serviceName: string;
  place: string;
  buildFrom: "artifact" | "run" | "release" | "tag" | "push";
  tagPattern: string;
  branchPattern: string;
};

export const applied = (...effects: InboundEffect[]): Outcome => ({ outcome: "applied", reason: "", effects });
export const ignored = (reason: string, awaits?: string): Outcome => ({
  outcome: "ignored",
  reason,
  effects: [],
  awaits,
});
export const duplicate = (reason: string): Outcome => ({ outcome: "duplicate", reason, effects: [] });
export const late = (reason: string): Outcome => ({ outcome: "late", reason, effects: [] });
export const refused = (reason: string): Outcome => ({ outcome: "refused", reason, effects: [] });

/** The most telling first: what happened counts more than what was forbidden, and that more than what means nothing. */
const order: readonly EventOutcome[] = ["applied", "refused", "late", "duplicate", "ignored"];

/** One outcome for the whole event. Of what did not happen the reasons are kept, each once. */
export function together(outcomes: readonly Outcome[]): Outcome {
  const outcome = order.find((each) => outcomes.some((one) => one.outcome === each)) ?? "ignored";
  const telling = outcomes.filter((one) => one.outcome === outcome);
  return {
    outcome,
    reason: [...new Set(telling.map(({ reason }) => reason))].filter(Boolean).join(" ").slice(0, 1_000),
    effects: outcomes.flatMap(({ effects }) => effects),
    awaits: outcomes.find(({ awaits }) => awaits !== undefined)?.awaits,
  };
}
