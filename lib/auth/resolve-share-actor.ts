import type { Reader } from "@/db/client";
import type { Actor } from "./actor";
import { openShareLink } from "./share-token";

export type ShareActor = Extract<Actor, { kind: "share" }>;

/** Who holds this share link, or `undefined` when it is unknown, revoked or expired. */
export async function resolveShareActor(reader: Reader, token: string, now: Date): Promise<ShareActor | undefined> {
  const link = await openShareLink(reader, token, now);
  return link.ok ? { kind: "share", linkId: link.value.id, environmentId: link.value.environmentId } : undefined;
}
