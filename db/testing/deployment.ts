import { eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { deployments, releases, slots } from "@/db/schema";
import { openNow } from "@/lib/slots/commands/open-now";
import type { Organisation } from "./organisation";
import { actorOf } from "./person";
import { anAcceptedRelease } from "./release";
import { anApproval, aSlot } from "./slot";

const minute = 60_000;

/**
 * A release of ledger that was deployed to Production `after` minutes into its next opening, and what became of it: succeeded unless
 * told. The slot is closed when the deployment has ended.
 */
export async function aDeployment(
  db: Database,
  organisation: Organisation,
  more: Partial<typeof deployments.$inferInsert> & { after?: number } = {},
) {
  const { after = 0, status = "succeeded", ...columns } = more;
  const { release } = await anAcceptedRelease(db, organisation);
  const start = new Date(organisation.nextOccurrence.during.start.getTime() + after * minute);
  const during = { start, end: new Date(start.getTime() + 15 * minute) };
  const slot = await aSlot(db, organisation, { releases: [release], during });
  await anApproval(db, organisation, slot, organisation.people.releaseManager);
  const actor = actorOf(organisation.people.releaseManager);
  const opened = await db.transaction((tx) => openNow(tx, actor, { slotId: slot.id }, start));
  if (!opened.ok) throw new Error(opened.refusal.message);
  const [deployment] = await db.select().from(deployments).where(eq(deployments.slotId, slot.id));
  if (deployment === undefined) throw new Error("nothing was deployed");
  const steps = { succeeded: ["calling", "running", "succeeded"], failed: ["calling", "failed"] } as const;
  const way = status === "succeeded" || status === "failed" ? steps[status] : [];
  for (const step of way) {
    await db.update(deployments).set({ status: step }).where(eq(deployments.id, deployment.id));
  }
  if (way.length === 0) return { ...deployment, release, slot, at: start };
  const finishedAt = new Date(start.getTime() + 5 * minute);
  await db
    .update(deployments)
    .set({ finishedAt, acceptedAt: start, ...columns })
    .where(eq(deployments.id, deployment.id));
  await db.update(slots).set({ status: "closed", closedAt: finishedAt }).where(eq(slots.id, slot.id));
  const outcome = status === "succeeded" ? "released" : "failed";
  await db.update(releases).set({ status: outcome }).where(eq(releases.id, release.id));
  return { ...deployment, release, slot, at: finishedAt };
}
