import { formatInstant } from "@/lib/time/format";
import type { ApprovalFact } from "./approval-tally";
import type { Role } from "./permission";
import type { DatabaseChange } from "./release-state";

/** Routine is looked at again after this long. */
export const longestStandingDays = 90;

/** A signature that was given beforehand in the window of a slot, with what decides whether it counts for that slot. */
export type StandingApprovalFact = {
  id: string;
  personId: string;
  personName: string;
  /** Those that the giver holds now for all of the slot's teams. */
  roles: readonly Role[];
  /** The giver wrote, built, handed over, submitted or booked a part of it (rule 6). */
  ownWork: boolean;
  /** Null: every service that may book in the window. */
  serviceId: string | null;
  serviceName: string | null;
  mostDatabaseChange: DatabaseChange;
  mostDowntimeMinutes: number;
  reason: string;
  givenAt: Date;
  expiresAt: Date;
  revokedAt: Date | null;
};

/** What a slot ships, as far as the conditions of a standing approval look at it. */
export type StandingSubject = {
  serviceId: string;
  serviceName: string;
  version: string;
  databaseChange: DatabaseChange;
  downtimeMinutes: number;
};

const weight: Record<DatabaseChange, number> = { none: 0, compatible: 1, breaking: 2 };

const changeWords: Record<DatabaseChange, string> = {
  none: "no database change",
  compatible: "a compatible database change",
  breaking: "a breaking database change",
};

/** "no database change" … to go after "at most". */
export function databaseChangeInWords(change: DatabaseChange): string {
  return changeWords[change];
}

function outsideConditions(standing: StandingApprovalFact, releases: readonly StandingSubject[]): string | undefined {
  const { serviceId, serviceName, mostDatabaseChange, mostDowntimeMinutes } = standing;
  for (const release of releases) {
    const name = `${release.serviceName} ${release.version}`;
    if (serviceId !== null && release.serviceId !== serviceId) return `it is for ${serviceName} alone, not for ${name}`;
    if (weight[release.databaseChange] > weight[mostDatabaseChange])
      return `${name} brings ${changeWords[release.databaseChange]}`;
    if (release.downtimeMinutes > mostDowntimeMinutes)
      return `${name} plans ${release.downtimeMinutes} minutes of downtime, more than ${mostDowntimeMinutes}`;
  }
  return undefined;
}

export type StandingVerdict = { counts: true } | { counts: false; because: string };

/**
 * Whether a signature that was given beforehand counts for a slot with these releases, at this instant. It does not, each with the
 * reason in words, when it was given later, was revoked or has expired by then; when nothing is aboard; when a release is of another
 * service or goes beyond its conditions; for its giver's own work, unless the policy relaxes rule 6; and over a no: whoever declined
 * this slot has said something more exact than what they said beforehand, also about an earlier content of it.
 */
export function standingVerdict(
  standing: StandingApprovalFact,
  slot: {
    releases: readonly StandingSubject[];
    authorExcluded: boolean;
    approvals: readonly ApprovalFact[];
    zone: string;
  },
  instant: Date,
): StandingVerdict {
  const no = (because: string): StandingVerdict => ({ counts: false, because });
  const { givenAt, expiresAt, revokedAt, ownWork, personId } = standing;
  if (givenAt > instant) return no(`it was given later, ${formatInstant(givenAt, slot.zone)}`);
  if (revokedAt !== null && revokedAt <= instant) return no(`it was revoked ${formatInstant(revokedAt, slot.zone)}`);
  if (expiresAt <= instant) return no(`it expires ${formatInstant(expiresAt, slot.zone)}`);
  if (slot.releases.length === 0) return no("nothing is aboard");
  const outside = outsideConditions(standing, slot.releases);
  if (outside !== undefined) return no(outside);
  if (ownWork && slot.authorExcluded) return no("it is never for its giver's own work");
  const own = slot.approvals.filter((approval) => approval.personId === personId);
  const last = own.toSorted((a, b) => a.at.getTime() - b.at.getTime()).at(-1);
  if (last?.verdict === "decline") return no("its giver declined this slot");
  return { counts: true };
}
