import { asc, eq } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { environments, people, releases, services, teams } from "@/db/schema";
import { type Member, may, readScope } from "@/lib/auth/actor";
import { reaches } from "@/lib/domain/permission";
import type { SlotFacts } from "@/lib/domain/slot-facts";
import { slotGates } from "@/lib/domain/slot-gates";
import { slotSignatures } from "@/lib/domain/slot-signatures";
import type { ReleaseDetail, ReleaseSlot } from "@/lib/releases/input/detail-output";
import { instantToJudge } from "@/lib/slots/queries/judged-at";
import { loadSlotFacts } from "@/lib/slots/queries/slot-facts";
import { loadRounds } from "./rounds";
import { loadSlotsOfRelease } from "./slots-of-release";

/**
 * All that one release has to say: its rounds with QA, its slots and deployments, and the gates of the slot that opens next, judged
 * as the opening will judge them (case 7). `undefined` when it does not exist or is outside the member's scope, which to them is the
 * same.
 */
export async function loadReleaseDetail(
  reader: Reader,
  releaseId: string,
  member: Member,
  now: Date,
): Promise<ReleaseDetail | undefined> {
  const [row] = await reader
    .select({
      release: releases,
      createdBy: people.name,
      service: { id: services.id, name: services.name, cadence: services.cadence },
      team: { id: teams.id, name: teams.name, hue: teams.hue },
    })
    .from(releases)
    .innerJoin(services, eq(services.id, releases.serviceId))
    .innerJoin(teams, eq(teams.id, services.teamId))
    .innerJoin(people, eq(people.id, releases.createdBy))
    .where(eq(releases.id, releaseId));
  if (row === undefined || !reaches(readScope(member), row.team.id)) return undefined;
  const { release, createdBy, service, team } = row;
  const slots = await loadSlotsOfRelease(reader, releaseId);
  const next = nextSlotOf(slots, now);
  const facts = next === undefined ? undefined : (await loadSlotFacts(reader, [next.id], now)).get(next.id);
  return {
    ...release,
    createdBy,
    service,
    team,
    rounds: await loadRounds(reader, releaseId),
    slots,
    environments: await reader
      .select({
        id: environments.id,
        name: environments.name,
        zone: environments.zone,
        requiresAcceptance: environments.requiresAcceptance,
      })
      .from(environments)
      .orderBy(asc(environments.position)),
    next: facts === undefined ? null : gatesOf(facts, now),
    zone: member.zone,
    may: {
      write: may(member, "release.write", team.id),
      judge: may(member, "handoff.judge", team.id),
      book: may(member, "slot.book", team.id),
    },
  };
}

/** The earliest booked slot that is not over. One that is open has passed its gates. */
function nextSlotOf(slots: readonly ReleaseSlot[], now: Date): ReleaseSlot | undefined {
  // Newest first, so the last one that fits is the earliest.
  return slots.findLast((slot) => slot.status === "booked" && slot.during.end > now);
}

function gatesOf(facts: SlotFacts, now: Date): NonNullable<ReleaseDetail["next"]> {
  const judgedAt = instantToJudge(facts.slot.during, now);
  const tally = slotSignatures(facts, judgedAt)?.tally;
  return {
    slotId: facts.slot.id,
    gates: slotGates(facts, judgedAt),
    judgedAt,
    signed: tally?.signedCount ?? 0,
    required: tally?.requiredCount ?? 0,
  };
}
