import { inArray } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { announce } from "@/db/notify";
import { targets } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";

/** A target by what the audit log calls it. */
export type GoneTarget = { targetId: string; serviceName: string; environmentName: string };

/** 410 Gone asks the sender to stop for good (Standard Webhooks): later slots then show a closed gate before they open. */
export async function disableTargets(tx: Tx, actor: Actor, gone: readonly GoneTarget[], now: Date): Promise<void> {
  if (gone.length === 0) return;
  const ids = [...new Set(gone.map(({ targetId }) => targetId))];
  await tx.update(targets).set({ enabled: false }).where(inArray(targets.id, ids));
  await recordAudit(
    tx,
    actor,
    now,
    ...gone.map(({ targetId, serviceName, environmentName }) => ({
      action: "target.changed" as const,
      subject: { kind: "target", id: targetId, name: `${serviceName} in ${environmentName}` },
      data: { enabled: false, reason: "The receiver answered 410: it wants no more calls." },
    })),
  );
  await announce(tx, { noun: "services" });
}
