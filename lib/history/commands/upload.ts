import { and, eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { newId } from "@/db/id";
import { announce } from "@/db/notify";
import { historyImportParts, historyImports, services, teams } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import type { Member } from "@/lib/auth/actor";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { type AddPartInput, type FinishUploadInput, maxHistoryBytes, type StartImportInput } from "@/lib/history/input";
import { addJob } from "@/lib/jobs/enqueue";
import { importSubject, lockImport } from "./lock-import";

/** Opens an import that a file then comes in, part by part. Refuses with `not_found` a service or team that does not exist. */
export async function startImport(
  tx: Tx,
  actor: Member,
  { fileName, bytes, whose, zone }: StartImportInput,
  now: Date,
): Promise<Result<{ importId: string }>> {
  const serviceId = whose?.kind === "service" ? whose.serviceId : undefined;
  const teamId = whose?.kind === "team" ? whose.teamId : undefined;
  if (serviceId !== undefined && (await tx.$count(services, eq(services.id, serviceId))) === 0)
    return refuse("not_found", "There is no such service.", { field: "whose.serviceId" });
  if (teamId !== undefined && (await tx.$count(teams, eq(teams.id, teamId))) === 0)
    return refuse("not_found", "There is no such team.", { field: "whose.teamId" });
  const id = newId();
  const reading = { columns: { item: "", to: "", at: "" }, delimiter: "", zone, dayFirst: true };
  const row = {
    id,
    fileName,
    bytes,
    serviceId,
    teamId,
    reading,
    createdBy: actor.personId,
    createdAt: now,
    updatedAt: now,
  };
  await tx.insert(historyImports).values(row);
  await announce(tx, { noun: "history", id });
  return accept({ importId: id });
}

/**
 * Takes one part of the file. The same part again changes nothing, so that an upload may go on after a lost answer. Refuses with
 * `not_found`, `wrong_state` once the upload has ended, and `too_large`.
 */
export async function addPart(
  tx: Tx,
  { importId, position, text }: AddPartInput,
): Promise<Result<{ receivedBytes: number }>> {
  const locked = await lockImport(tx, importId, "uploaded");
  if (!locked.ok) return locked;
  const { receivedBytes } = locked.value.found;
  const fresh = await tx
    .insert(historyImportParts)
    .values({ importId, position, text })
    .onConflictDoNothing()
    .returning({ position: historyImportParts.position });
  if (fresh.length === 0) return accept({ receivedBytes });
  const total = receivedBytes + Buffer.byteLength(text);
  if (total > maxHistoryBytes) return refuse("too_large", "A history may have at most 64 MiB.");
  await tx.update(historyImports).set({ receivedBytes: total }).where(eq(historyImports.id, importId));
  return accept({ receivedBytes: total });
}

/** Ends the upload and has the file read. Refuses as `addPart`, and with `invalid_input` a file of which a part is missing. */
export async function finishUpload(
  tx: Tx,
  actor: Member,
  { importId, parts }: FinishUploadInput,
  now: Date,
): Promise<Result<{ importId: string }>> {
  const locked = await lockImport(tx, importId, "uploaded");
  if (!locked.ok) return locked;
  const arrived = await tx.$count(
    historyImportParts,
    and(eq(historyImportParts.importId, importId), sql`${historyImportParts.position} < ${parts}`),
  );
  if (arrived !== parts)
    return refuse("invalid_input", `Only ${arrived} of ${parts} parts have arrived.`, { field: "parts" });
  await tx.update(historyImports).set({ status: locked.value.status }).where(eq(historyImports.id, importId));
  const { found } = locked.value;
  await recordAudit(tx, actor, now, {
    action: "history.uploaded",
    subject: importSubject(found),
    data: { bytes: found.receivedBytes, serviceId: found.serviceId, teamId: found.teamId },
  });
  await addJob(tx, "read_history", { importId }, { key: `history:${importId}` });
  await announce(tx, { noun: "history", id: importId });
  return accept({ importId });
}
