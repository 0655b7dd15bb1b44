import { desc, eq, inArray } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Reader } from "@/db/client";
import { licenceProofs, people } from "@/db/schema";
import type { Proof } from "@/lib/licences/input";

/** More than anybody scrolls through; where a pipeline proves something each hour it is some days. */
const newestShown = 100;

/**
 * The evidence that was recorded for a service, newest first, withdrawn ones too; `deciding` ones are among them however old they
 * are. Two statements.
 */
export async function listProofs(
  reader: Reader,
  serviceId: string,
  deciding: readonly string[],
): Promise<{ history: Proof[]; deciding: Map<string, Proof> }> {
  const history = await selectProofs(reader)
    .where(eq(licenceProofs.serviceId, serviceId))
    .orderBy(desc(licenceProofs.provenAt), desc(licenceProofs.id))
    .limit(newestShown);
  const older = deciding.filter((id) => !history.some((proof) => proof.id === id));
  const rest = older.length === 0 ? [] : await selectProofs(reader).where(inArray(licenceProofs.id, older));
  return { history, deciding: new Map([...history, ...rest].map((proof) => [proof.id, proof])) };
}

function selectProofs(reader: Reader) {
  const recorder = alias(people, "recorder");
  const withdrawer = alias(people, "withdrawer");
  return reader
    .select({
      id: licenceProofs.id,
      kind: licenceProofs.kind,
      outcome: licenceProofs.outcome,
      summary: licenceProofs.summary,
      evidenceUrl: licenceProofs.evidenceUrl,
      artifactDigest: licenceProofs.artifactDigest,
      provenAt: licenceProofs.provenAt,
      expiresAt: licenceProofs.expiresAt,
      recordedBy: recorder.name,
      withdrawnAt: licenceProofs.withdrawnAt,
      withdrawnBy: withdrawer.name,
      withdrawReason: licenceProofs.withdrawReason,
    })
    .from(licenceProofs)
    .innerJoin(recorder, eq(recorder.id, licenceProofs.recordedBy))
    .leftJoin(withdrawer, eq(withdrawer.id, licenceProofs.withdrawnBy));
}
