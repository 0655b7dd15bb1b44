import { sql } from "drizzle-orm";
import { check, index, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { proofKinds, proofOutcomes } from "@/lib/domain/licence-proof";
import { createdAt, id, instant, oneOf } from "./columns";
import { people } from "./people";
import { services } from "./services";

/**
 * Evidence that a service fulfils one of the four conditions of continuous availability, until it expires. The newest one of a
 * kind that was not withdrawn decides; the licence is worked out from them each time and stored nowhere.
 */
export const licenceProofs = pgTable(
  "licence_proofs",
  {
    id: id(),
    serviceId: uuid("service_id")
      .notNull()
      .references(() => services.id, { onDelete: "restrict" }),
    kind: text("kind", { enum: proofKinds }).notNull(),
    /** What proves it, in words: "412 regression tests, all green". */
    summary: text("summary").notNull(),
    evidenceUrl: text("evidence_url"),
    /** Whether the run or drill behind it went well; a failed one ends the licence at once. */
    outcome: text("outcome", { enum: proofOutcomes }).notNull(),
    provenAt: instant("proven_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    recordedBy: uuid("recorded_by")
      .notNull()
      .references(() => people.id, { onDelete: "restrict" }),
    /** The build of the release that a regression run was about, by its digest, where it was about one. */
    artifactDigest: text("artifact_digest"),
    withdrawnAt: instant("withdrawn_at"),
    withdrawnBy: uuid("withdrawn_by").references(() => people.id, { onDelete: "restrict" }),
    withdrawReason: text("withdraw_reason").notNull().default(""),
    createdAt: createdAt(),
  },
  (table) => [
    check("licence_proofs_kind", oneOf(table.kind, proofKinds)),
    check("licence_proofs_outcome", oneOf(table.outcome, proofOutcomes)),
    check("licence_proofs_summary", sql`${table.summary} <> ''`),
    check("licence_proofs_expire_after", sql`${table.expiresAt} > ${table.provenAt}`),
    // The licence of a service: its newest proof of each kind.
    index("licence_proofs_newest").on(table.serviceId, table.kind, table.provenAt),
  ],
);
