import { eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { newId } from "@/db/id";
import { announce } from "@/db/notify";
import { licenceProofs, services } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import { type Member, readScope, requireReach } from "@/lib/auth/actor";
import { usualValidDays } from "@/lib/domain/licence-proof";
import { reaches } from "@/lib/domain/permission";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { uuid } from "@/lib/fields";
import type { RecordProofInput, RecordProofOutput } from "@/lib/licences/input";
import { type JudgedService, judgeLicence } from "@/lib/licences/queries/judge-licence";
import { acceptProvenBuild } from "./accept-proven-build";
import { recordStanding } from "./record-standing";

const dayMs = 86_400_000;

/**
 * Puts evidence on the record that a service fulfils one of the four conditions of continuous availability, or that it failed to. The
 * licence follows from it at once: a failure ends it, a pass may give it back. A passed regression run on one artifact accepts exactly
 * that build in a tester's place while the service is licensed (rule 4); what became of the build is part of the answer.
 *
 * Any service may collect proofs; they count once its cadence is continuous. Refuses with `not_found` and `forbidden` (service),
 * `wrong_state` (archived) and `invalid_input` (proven in the future, or expired before it was recorded).
 */
export async function recordProof(
  tx: Tx,
  actor: Member,
  input: RecordProofInput,
  now: Date,
): Promise<Result<RecordProofOutput>> {
  const locked = await lockService(tx, actor, input.service);
  if (!locked.ok) return locked;
  const service = locked.value;
  const { kind, outcome, summary, evidenceUrl, artifactDigest, provenAt = now } = input;
  if (provenAt > now) {
    return refuse("invalid_input", "Nothing is proven in the future.", { field: "provenAt" });
  }
  const expiresAt = new Date(provenAt.getTime() + (input.validDays ?? usualValidDays[kind]) * dayMs);
  if (outcome === "passed" && expiresAt <= now) {
    return refuse("invalid_input", "This proof would have expired already.", { field: "validDays" });
  }

  const before = await judgeLicence(tx, service, now, actor.zone);
  const proofId = newId();
  await tx.insert(licenceProofs).values({
    id: proofId,
    serviceId: service.id,
    kind,
    outcome,
    summary,
    evidenceUrl: evidenceUrl ?? null,
    artifactDigest: artifactDigest ?? null,
    provenAt,
    expiresAt,
    recordedBy: actor.personId,
    createdAt: now,
  });
  await recordAudit(tx, actor, now, {
    action: "licence.proven",
    subject: { kind: "service", id: service.id, name: service.name },
    data: { proofId, kind, outcome, summary, evidenceUrl, artifactDigest, provenAt, expiresAt },
  });
  const after = await judgeLicence(tx, service, now, actor.zone);
  await recordStanding(tx, actor, service, { before, after }, now);
  const isRun = kind === "regression_tests" && outcome === "passed";
  const build =
    isRun && artifactDigest !== undefined && evidenceUrl !== undefined
      ? await acceptProvenBuild(tx, actor, { service, licence: after, artifactDigest, runUrl: evidenceUrl }, now)
      : null;
  await announce(tx, { noun: "licences", id: service.id });
  return accept({ proofId, licensed: after.licensed, lapsesAt: after.lapsesAt ?? null, build });
}

/**
 * The service, locked against other proofs, hand-overs and rollbacks, so that "was licensed before, is not now" is told once. Whose it is
 * decides who may speak for it.
 */
async function lockService(tx: Tx, actor: Member, service: string): Promise<Result<JudgedService>> {
  const byId = uuid.safeParse(service).success;
  const [row] = await tx
    .select()
    .from(services)
    .where(byId ? eq(services.id, service) : sql`lower(${services.name}) = lower(${service})`)
    .for("no key update");
  if (row === undefined || !reaches(readScope(actor), row.teamId)) {
    return refuse("not_found", `There is no service called “${service}”.`, { field: "service" });
  }
  const reached = requireReach(actor, "release.write", row.teamId);
  if (!reached.ok) return reached;
  if (row.archivedAt !== null) return refuse("wrong_state", `${row.name} is archived.`, { field: "service" });
  return accept({ id: row.id, name: row.name, cadence: row.cadence });
}
