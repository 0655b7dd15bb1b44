import { randomBytes } from "node:crypto";
import type { Database } from "@/db/client";
import { newId } from "@/db/id";
import { announce } from "@/db/notify";
import {
  approvalPolicies,
  approvalStages,
  approvals,
  builds,
  environments,
  handoffs,
  occurrences,
  people,
  releases,
  releaseWindows,
  roleGrants,
  services,
  slotReleases,
  slots,
  targets,
  teams,
} from "@/db/schema";
import { approvalContentOf, digestOf } from "@/lib/slots/queries/slot-content";
import { loadSlotFacts } from "@/lib/slots/queries/slot-facts";
import { systemNow } from "@/lib/time/clock";
import { newWebhookSecret, sealSecret } from "@/lib/webhooks/secret";

const hour = 3_600_000;
const lanes = 50;
const hex = (bytes: number) => randomBytes(bytes).toString("hex");

/** An organisation whose slots can be due at any moment: for tests and measurements with real processes. */
export type DuePlan = Awaited<ReturnType<typeof prepareDuePlan>>;

/** One production environment with QA's acceptance and one signature required, and as many windows as the slots need lanes. */
export async function prepareDuePlan(db: Database, now: Date, slotCount: number) {
  const [team, environment, policy] = [newId(), newId(), newId()];
  const [developer, tester, manager] = [newId(), newId(), newId()];
  await db.insert(teams).values({ id: team, name: "Due", hue: 1 });
  await db.insert(people).values(
    [developer, tester, manager].map((id, index) => ({
      id,
      name: `Person ${index}`,
      email: `p${index}@example.com`,
    })),
  );
  await db.insert(roleGrants).values({ personId: manager, role: "release_manager", teamId: null });
  await db.insert(environments).values({ id: environment, name: "Production", position: 1, requiresAcceptance: true });
  await db.insert(approvalPolicies).values({ id: policy, environmentId: environment, version: 1 });
  await db.insert(approvalStages).values({ policyId: policy, position: 1, role: "release_manager", required: 1 });
  const during = { start: new Date(now.getTime() - hour), end: new Date(now.getTime() + 5 * hour) };
  const openings = [];
  for (let index = 0; index < Math.ceil(slotCount / lanes); index++) {
    const windowId = newId();
    await db.insert(releaseWindows).values({
      id: windowId,
      environmentId: environment,
      name: `Window ${index}`,
      zone: "UTC",
      localStart: during.start.toISOString().slice(0, 16),
      durationMinutes: 360,
      rrule: null,
      lanes,
      expandedUntil: during.end,
    });
    const opening = { id: newId(), windowId, environmentId: environment, during, lanes };
    openings.push(opening);
    await db
      .insert(occurrences)
      .values({ ...opening, originalLocalStart: during.start.toISOString().slice(0, 16), status: "scheduled" });
  }
  return { team, environment, policy, developer, tester, manager, openings, end: during.end, lanesTaken: 0 };
}

/** One slot per start, each of a service of its own, accepted and signed: when its start comes, every gate passes. */
export async function prepareDueSlots(db: Database, plan: DuePlan, url: string, starts: Date[], name: string) {
  const { team, environment, developer, tester, openings } = plan;
  const now = starts[0] ?? plan.end;
  const rows = starts.map((start, index) => {
    const place = plan.lanesTaken + index;
    const opening = openings[Math.floor(place / lanes)];
    const ids = { service: newId(), release: newId(), build: newId(), handoff: newId(), slot: newId() };
    return { ...ids, start, index, occurrenceId: opening?.id, lane: (place % lanes) + 1, digest: `sha256:${hex(32)}` };
  });
  plan.lanesTaken += starts.length;
  const secretSealed = sealSecret(newWebhookSecret());
  await db.transaction(async (tx) => {
    await tx
      .insert(services)
      .values(rows.map((row) => ({ id: row.service, teamId: team, name: `${name} ${row.index}` })));
    await tx
      .insert(targets)
      .values(rows.map((row) => ({ serviceId: row.service, environmentId: environment, url, secretSealed })));
    await tx.insert(releases).values(
      rows.map((row) => ({
        id: row.release,
        serviceId: row.service,
        version: "1.0.0",
        status: "accepted" as const,
        createdBy: developer,
      })),
    );
    await tx.insert(builds).values(
      rows.map((row) => ({
        id: row.build,
        releaseId: row.release,
        number: 1,
        commitSha: hex(20),
        artifactDigest: row.digest,
        source: "person" as const,
        createdBy: developer,
      })),
    );
    await tx.insert(handoffs).values(
      rows.map((row) => ({
        id: row.handoff,
        releaseId: row.release,
        buildId: row.build,
        round: 1,
        status: "accepted" as const,
        verdict: "accepted" as const,
        testerId: tester,
        handedOverBy: developer,
        handedOverAt: now,
        claimedAt: now,
        decidedAt: now,
      })),
    );
    const during = (row: { start: Date }) => ({ start: row.start, end: plan.end });
    await tx.insert(slots).values(
      rows.map((row) => ({
        id: row.slot,
        environmentId: environment,
        occurrenceId: row.occurrenceId,
        lane: row.lane,
        teamId: team,
        during: during(row),
        status: "booked" as const,
        bookedBy: developer,
        bookedAt: now,
      })),
    );
    await tx.insert(slotReleases).values(
      rows.map((row) => ({
        slotId: row.slot,
        releaseId: row.release,
        serviceId: row.service,
        environmentId: environment,
        during: during(row),
        live: true,
      })),
    );
    await announce(tx, { noun: "slots" });
    await sign(
      tx,
      plan,
      rows.map((row) => row.slot),
      now,
    );
  });
  if (systemNow() >= now) throw new Error("the slots were not ready before the first of them was due");
}

async function sign(
  tx: Parameters<Parameters<Database["transaction"]>[0]>[0],
  plan: DuePlan,
  ids: string[],
  now: Date,
) {
  const facts = await loadSlotFacts(tx, ids, now);
  await tx.insert(approvals).values(
    [...facts.values()].map((each) => {
      const content = approvalContentOf(each) ?? "";
      return {
        slotId: each.slot.id,
        policyId: plan.policy,
        personId: plan.manager,
        verdict: "approve" as const,
        content,
        digest: digestOf(content),
        givenAt: now,
      };
    }),
  );
}
