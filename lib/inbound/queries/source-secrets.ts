import { eq } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { inboundSources } from "@/db/schema";
import { openSecret } from "@/lib/webhooks/secret";

export type KnownSource = Pick<typeof inboundSources.$inferSelect, "id" | "name" | "kind" | "ownerId" | "archivedAt">;

/** A source and the secrets that it may use at this moment: the one it has, and for a while the one before. */
export async function loadSourceSecrets(
  reader: Reader,
  sourceId: string,
  now: Date,
): Promise<{ source: KnownSource; secrets: string[] } | undefined> {
  const [row] = await reader.select().from(inboundSources).where(eq(inboundSources.id, sourceId));
  if (row === undefined) return undefined;
  const { secretSealed, previousSecretSealed, previousSecretUntil, ...source } = row;
  const overlaps = previousSecretSealed !== null && previousSecretUntil !== null && previousSecretUntil > now;
  return { source, secrets: (overlaps ? [secretSealed, previousSecretSealed] : [secretSealed]).map(openSecret) };
}
