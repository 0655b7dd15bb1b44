import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { deployments, rollbackDeliveries, rollbackReports, rollbacks, slots } from "@/db/schema";
import { aDeployment } from "@/db/testing/deployment";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { rollbackActs } from "@/db/testing/rollback";
import { testDatabase } from "@/db/testing/test-database";

const minute = 60_000;
const { db } = testDatabase();
let org: Organisation;
let sent = 0;
let deployed: Awaited<ReturnType<typeof aDeployment>>;
let now: Date;
const { candidate } = rollbackActs(db, () => ({ org, deployed, now }));

beforeEach(async () => {
  await db.update(slots).set({ status: "cancelled" }).where(eq(slots.status, "booked"));
  org = await buildOrganisation(db);
  deployed = await aDeployment(db, org);
  now = deployed.at;
});

describe("by plain SQL", () => {
  const refusedBy = (constraint: string, statement: PromiseLike<unknown>) =>
    expect(Promise.resolve(statement)).rejects.toMatchObject({ cause: { constraint } });
  const row = (more: Partial<typeof rollbacks.$inferInsert> = {}): typeof rollbacks.$inferInsert => ({
    deploymentId: deployed.id,
    serviceId: deployed.serviceId,
    environmentId: deployed.environmentId,
    deploymentWas: "succeeded",
    reason: "because",
    requestedBy: org.people.releaseManager.id,
    requestedAt: now,
    fencingNumber: 7_000_000_000 + sent++,
    webhookId: `msg_sql_${sent++}_${now.getTime()}_${deployed.id}`,
    callUntil: new Date(now.getTime() + minute),
    ...more,
  });

  it("there is one at a time, and none of what something newer has replaced", async () => {
    await db.insert(rollbacks).values(row());
    await refusedBy("rollbacks_one_at_a_time", db.insert(rollbacks).values(row()));
  });

  it("none is of what something newer has replaced", async () => {
    await aDeployment(db, org, { after: 30 });
    await refusedBy("rollbacks_newest_deployment", db.insert(rollbacks).values(row()));
  });

  it("nothing is deployed while one is under way", async () => {
    const { slot } = await candidate();
    await db.insert(rollbacks).values(row());
    const opened = { status: "open", openedAt: now, fencingNumber: 7_500_000_000 + sent++ } as const;
    await db.update(slots).set(opened).where(eq(slots.id, slot.id));
    const { id: _, webhookId, at: __, release: ___, slot: ____, ...copied } = deployed;
    const columns = { slotId: slot.id, fencingNumber: opened.fencingNumber, webhookId: `${webhookId}_again` };
    const next = { ...copied, ...columns, status: "pending" as const };
    await refusedBy("deployments_not_during_rollback", db.insert(deployments).values(next));
  });

  it("what it is of never changes, no arrow is skipped, and no call is written down after its limit", async () => {
    const [made] = await db.insert(rollbacks).values(row()).returning();
    const own = eq(rollbacks.id, made?.id ?? "");
    await refusedBy("rollbacks_identity_fixed", db.update(rollbacks).set({ reason: "another" }).where(own));
    await refusedBy(
      "rollbacks_status_arrow",
      db.update(rollbacks).set({ status: "rolled_back", finishedAt: now }).where(own),
    );
    await refusedBy("rollbacks_append_only", db.delete(rollbacks).where(own));
    const late = {
      rollbackId: made?.id ?? "",
      attempt: 1,
      url: "https://x.example",
      requestBody: "{}",
      sentAt: made?.callUntil ?? now,
    };
    await refusedBy("rollback_deliveries_in_time", db.insert(rollbackDeliveries).values(late));
    const said = { rollbackId: made?.id ?? "", webhookId: "m", status: "running" as const, receivedAt: now };
    await db.insert(rollbackReports).values(said);
    await refusedBy("rollback_reports_append_only", db.delete(rollbackReports));
  });
});
