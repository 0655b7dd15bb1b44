import type { Range } from "@/lib/time/range";
import type { ApprovalSubject } from "./approval-content";
import type { ApprovalFact, ApprovalPolicy } from "./approval-tally";
import type { FreezeRule, Intent } from "./freeze";
import type { HandoffState, RejectionCategory } from "./handoff-state";
import type { ReleaseKind } from "./release-state";
import type { SlotOrigin, SlotState } from "./slot-state";
import type { EnvironmentRule, OccurrenceRule } from "./window-status";

/** One release that a slot ships, with all that its gates look at. */
export type ReleaseFacts = {
  releaseId: string;
  serviceId: string;
  serviceName: string;
  teamId: string;
  version: string;
  kind: ReleaseKind;
  /** The build with the highest number: it is the one that ships. Null while there is none. */
  newestBuild: { id: string; number: number; artifactDigest: string } | null;
  /** The handoff of the highest round, of whichever build. */
  newestHandoff: {
    id: string;
    buildId: string;
    state: HandoffState;
    round: number;
    handedOverAt: Date;
    testerName: string | null;
    decidedAt: Date | null;
    category: RejectionCategory | null;
    reason: string;
  } | null;
  /** How the service is deployed in the slot's environment. */
  target: { id: string; url: string; strategy: string; version: number; enabled: boolean } | null;
};

export type BlockerFact = { id: string; reason: string; placedByName: string; placedAt: Date; resolvedAt: Date | null };

/** Everything that decides whether a slot opens, read in one transaction. */
export type SlotFacts = {
  slot: {
    id: string;
    teamId: string | null;
    during: Range;
    origin: SlotOrigin;
    status: SlotState;
    /** The opening it was booked in; null only where no window is needed. */
    occurrence: OccurrenceRule | null;
  };
  environment: EnvironmentRule & { requiresAcceptance: boolean };
  releases: readonly ReleaseFacts[];
  /** Those of the environment that end after the slot starts, as far ahead as `nextOpen` shall look. */
  occurrences: readonly OccurrenceRule[];
  /** Those that end after the slot starts, lifted ones left out. */
  freezes: readonly FreezeRule[];
  /** The newest version for the environment; null: it asks for no approval. */
  policy: ApprovalPolicy | null;
  approvals: readonly ApprovalFact[];
  blockers: readonly BlockerFact[];
};

/** What the slot wants to deploy, one intent per release; a slot without releases asks for its team alone. */
export function intentsOf({
  slot,
  environment,
  releases,
}: Pick<SlotFacts, "slot" | "environment" | "releases">): Intent[] {
  const place = { environmentId: environment.id, origin: slot.origin };
  if (releases.length === 0) return [{ ...place, teamId: slot.teamId }];
  return releases.map(({ serviceId, teamId, kind }) => ({ ...place, serviceId, teamId, releaseKind: kind }));
}

/** What an approval of this slot signs, or null where the environment asks for none. */
export function approvalSubjectOf(
  facts: Pick<SlotFacts, "slot" | "environment" | "releases" | "policy">,
): ApprovalSubject | null {
  const { environment, policy, releases, slot } = facts;
  if (policy === null) return null;
  return {
    environment: { id: environment.id, name: environment.name },
    policy: { version: policy.version, coversTime: policy.coversTime },
    slot: { during: slot.during, occurrence: slot.occurrence },
    releases: releases.map(({ releaseId, serviceName, version, newestBuild, target }) => ({
      releaseId,
      serviceName,
      version,
      build: newestBuild,
      target,
    })),
  };
}
