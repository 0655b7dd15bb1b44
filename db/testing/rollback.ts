import { call } from "@orpc/server";
import { eq, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { deployments, releases, rollbacks } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { deploymentsProcedures as procedures } from "@/lib/deployments/procedures";
import { openDueSlots } from "@/lib/slots/commands/open-due-slots";
import { signMessage } from "@/lib/webhooks/signature";
import { contextAs } from "./call-as";
import type { aDeployment } from "./deployment";
import type { Organisation } from "./organisation";
import { actorOf } from "./person";
import { anAcceptedRelease } from "./release";
import { anApproval, aSlot } from "./slot";

const minute = 60_000;
type Stage = { org: Organisation; deployed: Awaited<ReturnType<typeof aDeployment>>; now: Date };
/** Of a report: what is not said is as a receiver that does well sends it. */
type Parts = { secret?: string; at?: Date; body?: unknown; id?: string };

/** What a test of rollbacks does and looks at, on the deployment that stands on the stage. */
export function rollbackActs(db: Database, stage: () => Stage) {
  let sent = 0;
  const manager = () => actorOf(stage().org.people.releaseManager);
  const reason = "Checkout fails for one in ten";
  const goBack = (deploymentId = stage().deployed.id, actor: Actor = manager(), at = stage().now) =>
    call(procedures.rollBack, { deploymentId, reason }, contextAs(actor, at));
  const detail = () =>
    call(procedures.detail, { deploymentId: stage().deployed.id }, contextAs(manager(), stage().now));
  const statusOf = async () => ({
    deployment: (await db.select().from(deployments).where(eq(deployments.id, stage().deployed.id)))[0]?.status,
    release: (await db.select().from(releases).where(eq(releases.id, stage().deployed.release.id)))[0]?.status,
  });
  const rollbackOf = async (id: string) => (await db.select().from(rollbacks).where(eq(rollbacks.id, id)))[0];
  const jobs = async (key: string) =>
    (await db.execute(sql`select 1 from graphile_worker.jobs where key = ${key}`)).rows.length;
  const work = (at: Date) => db.transaction((tx) => openDueSlots(tx, { kind: "worker" }, at, { limit: 100 }));

  /** A further release of the service, accepted, booked and signed for some minutes later. */
  async function candidate(after = 60) {
    const { release } = await anAcceptedRelease(db, stage().org);
    const start = new Date(stage().org.nextOccurrence.during.start.getTime() + after * minute);
    const during = { start, end: new Date(start.getTime() + 30 * minute) };
    const slot = await aSlot(db, stage().org, {
      releases: [release],
      during,
      bookedBy: stage().org.people.developer.id,
    });
    await anApproval(db, stage().org, slot, stage().org.people.releaseManager);
    return { release, slot };
  }

  const report = (rollbackId: string, status: string, { secret, at, body, id }: Parts = {}) => {
    const text = JSON.stringify(body ?? { status, message: `it is ${status}` });
    const webhookId = id ?? `msg_back_${sent++}`;
    const headers = signMessage([secret ?? stage().org.targets.ledger.secret], webhookId, at ?? stage().now, text);
    const signed = {
      rollbackId,
      webhookId,
      timestamp: headers["webhook-timestamp"],
      signature: headers["webhook-signature"],
      body: text,
    };
    return call(procedures.rollbackReport, signed, contextAs({ kind: "visitor" }, stage().now));
  };
  return { manager, reason, goBack, detail, statusOf, rollbackOf, jobs, work, candidate, report };
}
