import { formatDuration, formatInstant } from "@/lib/time/format";
import { type ProofFact, type ProofKind, proofKinds, proofWords } from "./licence-proof";
import type { Cadence } from "./service-cadence";

/** `live`: it holds. The others say what is wrong with the newest evidence, or that there is none. */
export const proofStates = ["live", "missing", "failed", "expired", "withdrawn"] as const;
export type ProofState = (typeof proofStates)[number];

export type ProofVerdict = {
  kind: ProofKind;
  state: ProofState;
  /** The evidence that decides: the newest one. Null where none was ever recorded, or all of it was withdrawn. */
  proof: ProofFact | null;
  /** A full sentence. */
  reason: string;
};

export type ContinuousLicence = {
  licensed: boolean;
  /** All four, in their order. */
  proofs: ProofVerdict[];
  /** Why, in a sentence or a few. */
  reason: string;
  /** When the first of the proofs expires; only of a licence that holds. */
  lapsesAt?: Date;
  /** Whose proof that is. */
  lapsesFirst?: ProofKind;
};

/** Newest first. Of two of the same instant the failed one counts, so that a doubt is never outvoted. */
function newestFirst(a: ProofFact, b: ProofFact): number {
  const later = b.provenAt.getTime() - a.provenAt.getTime();
  if (later !== 0) return later;
  const failed = Number(b.outcome === "failed") - Number(a.outcome === "failed");
  return failed !== 0 ? failed : a.id < b.id ? 1 : -1;
}

function verdictOn(kind: ProofKind, all: readonly ProofFact[], instant: Date, zone: string): ProofVerdict {
  const { name } = proofWords[kind];
  const known = all.filter((proof) => proof.kind === kind && proof.provenAt <= instant);
  const standing = known.filter(({ withdrawnAt }) => withdrawnAt === null || withdrawnAt > instant);
  const newest = standing.toSorted(newestFirst)[0];
  const at = (when: Date) => formatInstant(when, zone, "full");
  if (newest === undefined) {
    const withdrawn = known.length > 0;
    const reason = withdrawn ? `${name}: its evidence was withdrawn.` : `${name}: nobody has proven it yet.`;
    return { kind, state: withdrawn ? "withdrawn" : "missing", proof: null, reason };
  }
  if (newest.outcome === "failed") {
    const reason = `${name}: failed ${at(newest.provenAt)}: ${newest.summary}`;
    return { kind, state: "failed", proof: newest, reason: reason.replace(/([^.!?])$/, "$1.") };
  }
  if (newest.expiresAt <= instant) {
    return { kind, state: "expired", proof: newest, reason: `${name}: its proof expired ${at(newest.expiresAt)}.` };
  }
  return { kind, state: "live", proof: newest, reason: `${name}: proven until ${at(newest.expiresAt)}.` };
}

/**
 * Whether a service may deploy at any time at `instant`: its cadence is continuous, and of each of the four proofs the newest one that
 * was not withdrawn passed and has not expired. It is worked out each time and stored nowhere, so it lapses by itself and comes back
 * by itself. An older proof never stands in for a newer one: evidence that went bad is not outlived by evidence from before.
 *
 * `proofs` may be all of a service's or just the newest of each kind; what was recorded for later than `instant` is not looked at.
 * Times in the reasons are written in `zone`. The database holds the same rule (`service_is_licensed`).
 */
export function continuousLicence(
  service: { name: string; cadence: Cadence },
  proofs: readonly ProofFact[],
  instant: Date,
  zone: string,
): ContinuousLicence {
  const verdicts = proofKinds.map((kind) => verdictOn(kind, proofs, instant, zone));
  if (service.cadence !== "continuous") {
    const reason = `${service.name} is not set to deploy continuously: it ships in its windows.`;
    return { licensed: false, proofs: verdicts, reason };
  }
  const open = verdicts.filter(({ state }) => state !== "live");
  if (open.length > 0) {
    const reason = `${service.name} may not deploy at any time now. ${open.map((each) => each.reason).join(" ")}`;
    return { licensed: false, proofs: verdicts, reason };
  }
  const first = verdicts.reduce((a, b) => (expiryOf(b) < expiryOf(a) ? b : a));
  const lapsesAt = new Date(expiryOf(first));
  const reason = `${service.name} has proven all four; the first to expire is ${proofWords[first.kind].name.toLowerCase()}, ${formatInstant(lapsesAt, zone, "full")}.`;
  return { licensed: true, proofs: verdicts, reason, lapsesAt, lapsesFirst: first.kind };
}

const expiryOf = ({ proof }: ProofVerdict) => proof?.expiresAt.getTime() ?? Number.POSITIVE_INFINITY;

const dayMs = 86_400_000;

/** How near the end of a licence is: said a week before, and louder on the last day. */
export type LicenceWarning = { urgency: "week" | "day"; inWords: string };

/** The warning that belongs on screen at `now`, if any. What has lapsed is no warning any more but a fact. */
export function licenceWarning(
  { lapsesAt, lapsesFirst }: Pick<ContinuousLicence, "lapsesAt" | "lapsesFirst">,
  now: Date,
): LicenceWarning | undefined {
  if (lapsesAt === undefined || lapsesFirst === undefined) return undefined;
  const left = lapsesAt.getTime() - now.getTime();
  if (left <= 0 || left > 7 * dayMs) return undefined;
  const inWords = `${proofWords[lapsesFirst].name} lapses in ${formatDuration(left)}`;
  return { urgency: left <= dayMs ? "day" : "week", inWords };
}
