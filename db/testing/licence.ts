import { eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { licenceProofs, services } from "@/db/schema";
import { type ProofKind, proofKinds } from "@/lib/domain/licence-proof";
import { type Organisation, returned } from "./organisation";

const day = 86_400_000;

/** A proof of a service, passed a day ago and good for thirty days, unless told. */
export async function aProof(
  db: Database,
  { now, people }: Organisation,
  service: { id: string },
  kind: ProofKind,
  more: Partial<typeof licenceProofs.$inferInsert> = {},
) {
  const [proof] = await returned(
    db
      .insert(licenceProofs)
      .values({
        serviceId: service.id,
        kind,
        summary: "All green",
        outcome: "passed",
        provenAt: new Date(now.getTime() - day),
        expiresAt: new Date(now.getTime() + 30 * day),
        recordedBy: people.developer.id,
        ...more,
      })
      .returning(),
  );
  return proof;
}

/** Makes a service continuous, with all four proofs or all but some. */
export async function aLicence(
  db: Database,
  organisation: Organisation,
  service: { id: string },
  { without = [] }: { without?: ProofKind[] } = {},
): Promise<void> {
  await db.update(services).set({ cadence: "continuous" }).where(eq(services.id, service.id));
  for (const kind of proofKinds) if (!without.includes(kind)) await aProof(db, organisation, service, kind);
}
