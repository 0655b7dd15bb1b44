import { createHash } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { newId } from "@/db/id";
import {
  approvalPolicies,
  approvalStages,
  approvals,
  builds,
  deployments,
  handoffs,
  occurrences,
  releases,
  releaseWindows,
  slotReleases,
  slots,
  targets,
} from "@/db/schema";
import type { BookingGround } from "@/db/testing/bookers";
import { newWebhookSecret, sealSecret } from "@/lib/webhooks/secret";

const dayMillis = 86_400_000;
const hourMillis = 3_600_000;
const rowsAtOnce = 1_000;
const kinds = ["feature", "feature", "feature", "fix", "fix", "hotfix"] as const;

/**
 * A year of deployments behind `now`, evenly over the days of the ground's window: each of an accepted build, in a slot of its own that
 * somebody signed. Each booker has a lane and a service; the last one tests and signs.
 */
export async function fillYear(db: Database, ground: BookingGround, now: Date, count: number): Promise<void> {
  const { environmentId, bookers } = ground;
  const signer = bookers.at(-1)?.actor.personId;
  const [window] = await db.select().from(releaseWindows).where(eq(releaseWindows.environmentId, environmentId));
  if (!window || !signer) throw new Error("the ground has a window and somebody to sign");
  const policyId = newId();
  await db.insert(approvalPolicies).values({ id: policyId, environmentId, version: 1 });
  await db.insert(approvalStages).values({ policyId, position: 1, role: "developer", required: 1 });
  const secretSealed = sealSecret(newWebhookSecret());
  const wired = bookers.map(({ serviceId }) => ({
    id: newId(),
    serviceId,
    environmentId,
    url: "https://x.example/",
    secretSealed,
  }));
  await db.insert(targets).values(wired);
  const days = Array.from({ length: 340 }, (_, day) => {
    const start = new Date(Math.floor(now.getTime() / dayMillis) * dayMillis - (day + 17) * dayMillis + 5 * hourMillis);
    return { id: newId(), during: { start, end: new Date(start.getTime() + 12 * hourMillis) } };
  });
  // Before the fixture's own openings, which begin two weeks ago: no day is open twice.
  await db.insert(occurrences).values(
    days.map(({ id, during }) => ({
      ...{ id, during, windowId: window.id, environmentId, lanes: 50 },
      originalLocalStart: `${during.start.toISOString().slice(0, 11)}06:00`,
    })),
  );
  const lanes = bookers.length - 1;
  const rows = Array.from({ length: count }, (_, index) => {
    const opening = days[index % days.length];
    const place = Math.floor(index / days.length);
    const booker = bookers[place % lanes];
    const target = wired[place % lanes];
    if (!opening || !booker || !target) throw new Error("the year has no opening");
    const start = new Date(opening.during.start.getTime() + (Math.floor(place / lanes) * 4 + (index % 4)) * hourMillis);
    const ids = { release: newId(), build: newId(), handoff: newId(), slot: newId() };
    return { ...ids, index, opening, booker, targetId: target.id, lane: (place % lanes) + 1, start };
  });
  for (let from = 0; from < rows.length; from += rowsAtOnce)
    await insert(db, ground, { policyId, signer }, rows.slice(from, from + rowsAtOnce));
  await db.execute(sql`update slots set status = 'closed' where status = 'open'`);
}

type Row = {
  index: number;
  release: string;
  build: string;
  handoff: string;
  slot: string;
  opening: { id: string };
  booker: BookingGround["bookers"][number];
  targetId: string;
  lane: number;
  start: Date;
};
type Signing = { policyId: string; signer: string };

async function insert(db: Database, { environmentId, teamId }: BookingGround, signing: Signing, page: Row[]) {
  const digestOf = (text: string) => createHash("sha256").update(text).digest("hex");
  const during = ({ start }: Row) => ({ start, end: new Date(start.getTime() + hourMillis) });
  const before = ({ start }: Row) => new Date(start.getTime() - dayMillis);
  await db.insert(releases).values(
    page.map(({ release: id, index, booker }) => ({
      id,
      serviceId: booker.serviceId,
      version: `3.${index}.0`,
      kind: kinds[index % kinds.length],
      status: "released" as const,
      createdBy: booker.actor.personId,
    })),
  );
  await db.insert(builds).values(
    page.map(({ build: id, release: releaseId, booker }) => ({
      ...{ id, releaseId, number: 1, commitSha: "a91f3c2e5b7d", source: "pipeline" as const },
      artifactDigest: `sha256:${digestOf(id)}`,
      createdBy: booker.actor.personId,
    })),
  );
  await db.insert(handoffs).values(
    page.map((row) => ({
      ...{ id: row.handoff, releaseId: row.release, buildId: row.build, round: 1 },
      ...{ status: "accepted" as const, verdict: "accepted" as const, testerId: signing.signer },
      handedOverBy: row.booker.actor.personId,
      ...{ handedOverAt: before(row), claimedAt: before(row), decidedAt: before(row) },
    })),
  );
  await db.insert(slots).values(
    page.map((row) => ({
      ...{ id: row.slot, environmentId, occurrenceId: row.opening.id, lane: row.lane, teamId, during: during(row) },
      ...{ status: "open" as const, bookedBy: row.booker.actor.personId, bookedAt: before(row) },
      ...{ fencingNumber: row.index + 1, openedAt: row.start },
    })),
  );
  await db.insert(slotReleases).values(
    page.map((row) => ({
      ...{ slotId: row.slot, releaseId: row.release, serviceId: row.booker.serviceId, environmentId },
      ...{ during: during(row), live: true },
    })),
  );
  await db.insert(approvals).values(
    page.map((row) => ({
      ...{ slotId: row.slot, policyId: signing.policyId, personId: signing.signer, verdict: "approve" as const },
      ...{ content: row.slot, digest: digestOf(row.slot), givenAt: before(row) },
    })),
  );
  await db.insert(deployments).values(
    page.map((row) => ({
      ...{ slotId: row.slot, releaseId: row.release, serviceId: row.booker.serviceId, environmentId },
      ...{ buildId: row.build, artifactDigest: `sha256:${digestOf(row.build)}`, handoffId: row.handoff },
      ...{ targetId: row.targetId, fencingNumber: row.index + 1, webhookId: `msg_${row.slot}` },
      ...{ callUntil: during(row).end, createdAt: row.start },
    })),
  );
}
