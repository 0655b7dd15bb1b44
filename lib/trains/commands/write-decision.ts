import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { departureBlockers, departureDecisions } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import type { GoDecision } from "@/lib/domain/train-policy";
import { tell } from "@/lib/notices/tell";
import { loadGoFacts } from "@/lib/trains/queries/go-facts";
import { loadPassengers } from "@/lib/trains/queries/passengers";
import { enterHold } from "./enter-hold";
import type { LockedDeparture } from "./lock-departure";
import { sure } from "./pass-milestone";
import { peopleOf } from "./people-of-departure";
import { setStatus } from "./set-status";

type Decision = { decision: GoDecision; note: string; personId: string | null };

/**
 * Writes a go or a no-go with how things stood, and takes the departure there: on `go` it leaves at its time, or at once when that has
 * passed; on `no_go` it is held. A person's go is also the word that a departure waits for after one that failed.
 */
export async function writeDecision(
  tx: Tx,
  actor: Actor,
  locked: LockedDeparture,
  { decision, note, personId }: Decision,
  now: Date,
): Promise<void> {
  const { departure, train, name } = locked;
  const aboard = (await loadPassengers(tx, [departure.id])).get(departure.id) ?? [];
  const facts = await loadGoFacts(tx, departure.id, train.goRule, aboard);
  const readiness = { notReady: [...facts.notReady, ...facts.silent], blockers: [...facts.blockers] };
  await tx
    .insert(departureDecisions)
    .values({ departureId: departure.id, decision, personId, note, readiness, decidedAt: now });
  if (decision === "no_go") {
    await recordAudit(tx, actor, now, {
      action: "departure.no_go",
      subject: { kind: "departure", id: departure.id, name },
      data: { note, ...readiness },
    });
    await enterHold(
      tx,
      actor,
      locked,
      { cause: "no_go", reason: note || "Somebody said no-go.", heldBy: personId },
      now,
    );
    return;
  }
  if (personId !== null) await endAfterFailure(tx, departure.id, personId, now);
  if (departure.status !== "go")
    sure(await setStatus(tx, actor, locked, "went", now, { data: { note, ...readiness } }));
  await tell(tx, actor, now, {
    to: await peopleOf(tx, locked),
    kind: "departure_decided",
    subject: { noun: "departures", id: departure.id },
    params: { departure: name, decision, by: "name" in actor ? actor.name : "the policy", reason: note },
  });
}

async function endAfterFailure(tx: Tx, departureId: string, personId: string, now: Date): Promise<void> {
  await tx
    .update(departureBlockers)
    .set({ status: "resolved", endedBy: personId, endedAt: now, endReason: "They said go." })
    .where(
      and(
        eq(departureBlockers.departureId, departureId),
        eq(departureBlockers.kind, "after_failure"),
        eq(departureBlockers.status, "open"),
      ),
    );
}
