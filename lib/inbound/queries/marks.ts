import { and, eq } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { inboundMarks } from "@/db/schema";

/** Whether something newer about the same thing was taken over before. The caller holds the source's lock. */
export async function isLate(reader: Reader, sourceId: string, subject: string, at: Date): Promise<boolean> {
  const [mark] = await reader
    .select({ at: inboundMarks.at })
    .from(inboundMarks)
    .where(and(eq(inboundMarks.sourceId, sourceId), eq(inboundMarks.subject, subject)));
  return mark !== undefined && mark.at > at;
}
