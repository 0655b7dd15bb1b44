import type { Tx } from "@/db/client";
import { recordAudit } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import type { ContinuousLicence } from "@/lib/domain/continuous-licence";
import { addJob, removeJobs } from "@/lib/jobs/enqueue";

/**
 * What a change of the evidence means for the licence: its end is put on the record when this ended it, and a job looks again at the
 * instant at which it will lapse by itself. Nothing rests on that job, since the licence is worked out whenever somebody asks; it
 * puts the lapse on the record and tells every open screen.
 */
export async function recordStanding(
  tx: Tx,
  actor: Actor,
  service: { id: string; name: string },
  { before, after }: { before: ContinuousLicence; after: ContinuousLicence },
  now: Date,
): Promise<void> {
  const key = `lapse:${service.id}`;
  if (after.lapsesAt !== undefined) {
    await addJob(tx, "lapse_licence", { serviceId: service.id }, { key, runAt: after.lapsesAt });
    return;
  }
  await removeJobs(tx, [key]);
  if (!before.licensed) return;
  await recordAudit(tx, actor, now, {
    action: "licence.lapsed",
    subject: { kind: "service", id: service.id, name: service.name },
    data: { lapsedAt: now, reason: after.reason },
  });
}
