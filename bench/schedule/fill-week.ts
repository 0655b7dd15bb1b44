import { createHash } from "node:crypto";
import type { Database } from "@/db/client";
import { newId } from "@/db/id";
import {
  approvalPolicies,
  approvalStages,
  builds,
  handoffs,
  releases,
  slotReleases,
  slots,
  targets,
} from "@/db/schema";
import { type Booker, type BookingGround, quarterOf } from "@/db/testing/bookers";
import type { Range } from "@/lib/time/range";
import { newWebhookSecret, sealSecret } from "@/lib/webhooks/secret";

const rowsAtOnce = 1_000;

type Filling = {
  count: number;
  /** How long a slot is, on a grid of quarters of an hour. */
  quarters?: number;
  /** What the versions begin with: no service has a version twice. */
  major?: number;
  /** Whether the environment has neither policy nor targets yet. */
  isFirst?: boolean;
};

/**
 * Fills the openings of a stretch of time evenly with booked slots, of an hour unless told: each of an own release whose build QA has accepted, with
 * targets and a policy that asks for two signatures, so that every gate of every slot has something to look at. Each booker has a
 * lane; the last one is the tester.
 */
export async function fillWeek(
  db: Database,
  ground: BookingGround,
  week: Range,
  { count, quarters = 4, major = 2, isFirst = true }: Filling,
): Promise<void> {
  const { bookers } = ground;
  const tester = bookers.at(-1);
  const lanes = bookers.length - 1;
  if (!tester || lanes < 1) throw new Error("somebody must book and somebody test");
  if (isFirst) await setGates(db, ground);
  const openings = ground.openings.filter(({ during }) => during.start >= week.start && during.end <= week.end);
  const rows = Array.from({ length: count }, (_, index) => {
    const opening = openings[index % openings.length];
    const place = Math.floor(index / openings.length);
    const booker = bookers[place % lanes];
    if (!opening || !booker) throw new Error("the week has no opening");
    const first = quarterOf(opening, Math.floor(place / lanes) * quarters);
    const during = {
      start: first.start,
      end: quarterOf(opening, Math.floor(place / lanes) * quarters + quarters - 1).end,
    };
    const ids = { release: newId(), build: newId(), slot: newId() };
    return { ...ids, version: `${major}.${index}.0`, opening, booker, lane: (place % lanes) + 1, during };
  });
  for (let from = 0; from < rows.length; from += rowsAtOnce) {
    await insert(db, ground, tester.actor.personId, rows.slice(from, from + rowsAtOnce));
  }
}

/** Two signatures, and a target for each service. */
async function setGates(db: Database, { environmentId, bookers }: BookingGround): Promise<void> {
  const policyId = newId();
  await db.insert(approvalPolicies).values({ id: policyId, environmentId, version: 1 });
  await db
    .insert(approvalStages)
    .values(
      (["release_manager", "qa"] as const).map((role, index) => ({ policyId, position: index + 1, role, required: 1 })),
    );
  const secretSealed = sealSecret(newWebhookSecret());
  await db.insert(targets).values(
    bookers.map(({ serviceId }) => ({
      serviceId,
      environmentId,
      url: "https://deploy.example.com/hook",
      secretSealed,
    })),
  );
}

type Row = {
  version: string;
  release: string;
  build: string;
  slot: string;
  opening: { id: string };
  booker: Booker;
  lane: number;
  during: Range;
};

async function insert(db: Database, { environmentId, teamId }: BookingGround, testerId: string, page: Row[]) {
  const now = new Date();
  await db.insert(releases).values(
    page.map(({ release: id, version, booker }) => ({
      id,
      serviceId: booker.serviceId,
      version,
      status: "accepted" as const,
      createdBy: booker.actor.personId,
    })),
  );
  await db.insert(builds).values(
    page.map(({ build: id, release: releaseId, booker }) => ({
      id,
      releaseId,
      number: 1,
      commitSha: "a91f3c2e5b7d",
      artifactDigest: `sha256:${createHash("sha256").update(id).digest("hex")}`,
      source: "pipeline" as const,
      createdBy: booker.actor.personId,
    })),
  );
  await db.insert(handoffs).values(
    page.map(({ build: buildId, release: releaseId, booker }) => ({
      releaseId,
      buildId,
      round: 1,
      status: "accepted" as const,
      verdict: "accepted" as const,
      testerId,
      handedOverBy: booker.actor.personId,
      handedOverAt: now,
      claimedAt: now,
      decidedAt: now,
    })),
  );
  await db.insert(slots).values(
    page.map(({ slot: id, opening, lane, during, booker }) => ({
      id,
      environmentId,
      occurrenceId: opening.id,
      lane,
      teamId,
      during,
      status: "booked" as const,
      bookedBy: booker.actor.personId,
      bookedAt: now,
    })),
  );
  await db.insert(slotReleases).values(
    page.map(({ slot: slotId, release: releaseId, during, booker: { serviceId } }) => ({
      slotId,
      releaseId,
      serviceId,
      environmentId,
      during,
      live: true,
    })),
  );
}
