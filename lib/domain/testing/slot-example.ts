import { approvalContent } from "@/lib/domain/approval-content";
import type { ApprovalFact } from "@/lib/domain/approval-tally";
import type { FreezeException, FreezeRule } from "@/lib/domain/freeze";
import type { Gate, gateNames } from "@/lib/domain/gate";
import { approvalSubjectOf, type ReleaseFacts, type SlotFacts } from "@/lib/domain/slot-facts";
import { slotGates } from "@/lib/domain/slot-gates";
import type { OccurrenceRule } from "@/lib/domain/window-status";
import type { Range } from "@/lib/time/range";

/*
 * The one example that the tests of the rules vary: web 2026.47 in a slot of the Core window, Tue 24 Nov 2026 08:00–10:00 CET,
 * with everything in place. Times are written in UTC, one hour behind the wall.
 */

export const at = (time: string) => new Date(`2026-11-${time}:00Z`);
export const range = (start: string, end: string): Range => ({ start: at(start), end: at(end) });

export const core: OccurrenceRule = {
  id: "occurrence-tue",
  windowId: "window-core",
  windowName: "Core",
  during: range("24T05:00", "24T11:00"),
  zone: "Europe/Berlin",
  status: "scheduled",
};
export const coreOnThursday: OccurrenceRule = { ...core, id: "occurrence-thu", during: range("26T05:00", "26T11:00") };

export function freeze(during: Range, change: Partial<FreezeRule> = {}): FreezeRule {
  const scope = { environmentIds: null, teamIds: null, serviceIds: null };
  return {
    freezeId: "freeze-1",
    name: "Thanksgiving freeze",
    grade: "closed",
    during,
    zone: "Europe/Berlin",
    scope,
    ...change,
  };
}

/** Break-glass for web 2026.47 in Production, granted for Tuesday 08:00–09:00 CET. */
export const exception: FreezeException = {
  id: "exception-1",
  status: "granted",
  environmentId: "production",
  releaseId: "release-web",
  during: range("24T07:00", "24T08:00"),
  reason: "Shoppers cannot pay",
  requestedByName: "Devika",
  grantedByName: "Rosa",
};

export const build3 = { id: "build-3", number: 3, artifactDigest: `sha256:${"3".repeat(64)}` };

export const web: ReleaseFacts = {
  releaseId: "release-web",
  serviceId: "service-web",
  serviceName: "web",
  teamId: "team-storefront",
  version: "2026.47",
  kind: "feature",
  databaseChange: "none",
  downtimeMinutes: 0,
  cadence: "slow",
  proofs: [],
  rollingBackSince: null,
  newestBuild: build3,
  newestHandoff: {
    id: "handoff-2",
    buildId: "build-3",
    state: "accepted",
    round: 2,
    handedOverAt: at("20T10:00"),
    testerName: "Quinn",
    decidedAt: at("20T15:00"),
    category: null,
    reason: "",
    run: null,
    waiver: null,
  },
  soak: null,
  target: { id: "target-1", url: "https://deploy.example/web", strategy: "direct", version: 1, enabled: true },
};

const unsigned: SlotFacts = {
  slot: {
    id: "slot-1",
    teamId: "team-storefront",
    during: range("24T07:00", "24T09:00"),
    origin: "window",
    status: "booked",
    occurrence: core,
    departure: null,
  },
  environment: {
    id: "production",
    name: "Production",
    defaultOpen: false,
    zone: "Europe/Berlin",
    requiresAcceptance: true,
  },
  releases: [web],
  occurrences: [core, coreOnThursday],
  freezes: [],
  policy: {
    id: "policy-1",
    version: 3,
    authorExcluded: true,
    coversTime: "occurrence",
    stages: [{ role: "release_manager", required: 1 }],
  },
  approvals: [],
  standing: [],
  blockers: [],
  predecessors: [],
};

/** A signature for exactly what the facts say, by a release manager unless told otherwise. */
export function signature(facts: SlotFacts, change: Partial<ApprovalFact> = {}): ApprovalFact {
  const subject = approvalSubjectOf(facts);
  return {
    personId: "person-rita",
    personName: "Rita",
    roles: ["release_manager"],
    verdict: "approve",
    content: subject === null ? "" : approvalContent(subject),
    comment: "",
    at: at("23T12:00"),
    ...change,
  };
}

/** Signed, accepted, in its window: every gate passes between its start and its end. */
export const ready: SlotFacts = { ...unsigned, approvals: [signature(unsigned)] };

/** The same slot with other releases, signed again for them. */
export function withReleases(releases: readonly ReleaseFacts[]): SlotFacts {
  const facts = { ...ready, releases };
  return { ...facts, approvals: [signature(facts)] };
}

export function withHandoff(change: Partial<NonNullable<ReleaseFacts["newestHandoff"]>> | null): SlotFacts {
  const newestHandoff = change === null || web.newestHandoff === null ? null : { ...web.newestHandoff, ...change };
  return withReleases([{ ...web, newestHandoff }]);
}

/** When the slot starts, which is when its gates are asked. */
export const start = ready.slot.during.start;

/** One gate of the slot, at its start unless told. */
export function gateOf(facts: SlotFacts, name: (typeof gateNames)[number], instant = start): Gate {
  const found = slotGates(facts, instant).find((candidate) => candidate.gate === name);
  if (found === undefined) throw new Error(`no gate ${name}`);
  return found;
}
