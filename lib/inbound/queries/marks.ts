import { and, eq, gt, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { inboundMarks, inboundSources } from "@/db/schema";

/**
 * Whether something newer about the same thing was taken over before, from this source or, of things that several sources tell of, from
 * any. The caller holds the source's lock.
 */
export async function isLate(reader: Reader, sourceId: string, subject: string, at: Date): Promise<boolean> {
  // By each source's id, as the marks are kept: there are few sources and many marks.
  const ofSource =
    sourceId === "any"
      ? sql`${inboundMarks.sourceId} = any(array(select ${inboundSources.id} from ${inboundSources}))`
      : eq(inboundMarks.sourceId, sourceId);
  const newer = and(ofSource, eq(inboundMarks.subject, subject), gt(inboundMarks.at, at));
  return (await reader.$count(inboundMarks, newer)) > 0;
}
