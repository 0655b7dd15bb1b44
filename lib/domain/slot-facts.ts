import type { Range } from "@/lib/time/range";
import type { ApprovalSubject } from "./approval-content";
import type { ApprovalFact, ApprovalPolicy } from "./approval-tally";
import type { DepartureFact } from "./departure-gate";
import type { DeploymentState } from "./deployment-state";
import type { FreezeRule, Intent } from "./freeze";
import type { HandoffState, RejectionCategory } from "./handoff-state";
import type { ProofFact } from "./licence-proof";
import type { DatabaseChange, ReleaseKind } from "./release-state";
import type { Cadence } from "./service-cadence";
import type { SlotOrigin, SlotState } from "./slot-state";
import type { StandingApprovalFact } from "./standing-approval";
import type { EnvironmentRule, OccurrenceRule } from "./window-status";

/** One release that a slot ships, with all that its gates look at. */
export type ReleaseFacts = {
  releaseId: string;
  serviceId: string;
  serviceName: string;
  teamId: string;
  version: string;
  kind: ReleaseKind;
  databaseChange: DatabaseChange;
  downtimeMinutes: number;
  cadence: Cadence;
  /** The newest of each kind that was not withdrawn; read only where the slot stands on a licence. */
  proofs: readonly ProofFact[];
  /** Since when the service is being rolled back in the slot's environment. */
  rollingBackSince: Date | null;
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
    /**
     * The regression run that judged in a tester's place. `stands`: its newest word on this artifact still is that it passed.
     */
    run: { url: string; stands: boolean } | null;
    /** The condition under which it was accepted, if there was one. */
    waiver: { risk: string; takenByName: string; takenAt: Date; expiresAt: Date; settledAt: Date | null } | null;
  } | null;
  /** How long it must have run at the stop before. Null: no rule asks for it. */
  soak: {
    minutes: number;
    hotfixesExempt: boolean;
    /** The nearest earlier stop in which the service is deployed; null: none. */
    stopName: string | null;
    /** Since when exactly the newest build runs there. */
    runningSince: Date | null;
  } | null;
  /** How the service is deployed in the slot's environment. */
  target: { id: string; url: string; strategy: string; version: number; enabled: boolean } | null;
};

export type BlockerFact = { id: string; reason: string; placedByName: string; placedAt: Date; resolvedAt: Date | null };

/** A slot that must have arrived before this one opens ("A before B"). */
export type PredecessorFact = {
  slotId: string;
  /** What it ships, in words. */
  name: string;
  during: Range;
  zone: string;
  status: SlotState;
  releaseCount: number;
  /** The newest attempt of each of its releases. */
  deployments: readonly DeploymentState[];
};

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
    /** The departure of a train that it belongs to. */
    departure: DepartureFact | null;
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
  /** Those of the window that the slot stands in, whether they count or not. */
  standing: readonly StandingApprovalFact[];
  blockers: readonly BlockerFact[];
  predecessors: readonly PredecessorFact[];
};

/** What the slot wants to deploy, one intent per release; a slot without releases asks for its team alone. */
export function intentsOf({
  slot,
  environment,
  releases,
}: Pick<SlotFacts, "slot" | "environment" | "releases">): Intent[] {
  const place = { environmentId: environment.id, origin: slot.origin };
  if (releases.length === 0) return [{ ...place, teamId: slot.teamId }];
  return releases.map(({ releaseId, serviceId, teamId, kind }) => ({
    ...place,
    releaseId,
    serviceId,
    teamId,
    releaseKind: kind,
  }));
}

/** What an approval of this slot signs, or null where the environment asks for none. */
export function approvalSubjectOf(
  facts: Pick<SlotFacts, "slot" | "environment" | "releases" | "policy">,
): ApprovalSubject | null {
  const { environment, policy, releases, slot } = facts;
  if (policy === null) return null;
  return {
    environment: { id: environment.id, name: environment.name },
    policy: { version: policy.signedAs ?? policy.version, coversTime: policy.coversTime },
    // A departure is what an opening is elsewhere: a hold lets it float, and what was signed for it stays signed.
    slot: { during: slot.during, occurrence: slot.occurrence ?? identityOf(slot) },
    releases: releases.map(({ releaseId, serviceName, version, newestBuild, target }) => ({
      releaseId,
      serviceName,
      version,
      build: newestBuild,
      target,
    })),
  };
}

function identityOf({ departure }: SlotFacts["slot"]): ApprovalSubject["slot"]["occurrence"] {
  if (departure === null) return null;
  return { id: departure.id, during: { start: departure.plannedAt, end: departure.plannedAt } };
}
