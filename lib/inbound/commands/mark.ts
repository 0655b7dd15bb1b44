import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { inboundMarks } from "@/db/schema";

/** Remembers the moment up to which a thing is known. Never goes back. */
export async function setMark(tx: Tx, sourceId: string, subject: string, at: Date): Promise<void> {
  await tx
    .insert(inboundMarks)
    .values({ sourceId, subject, at })
    .onConflictDoUpdate({
      target: [inboundMarks.sourceId, inboundMarks.subject],
      set: { at: sql`greatest(${inboundMarks.at}, excluded.at)` },
    });
}
