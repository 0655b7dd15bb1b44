import { eq } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { shareLinks } from "@/db/schema";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { isSame, signed } from "./secret";

const idLength = 32;
/** 128 bits of the code: as hard to guess as the id itself would be if it were random. */
const codeLength = 22;

/**
 * The token of a share link: its id and a code over it under the installation's secret. The same at every call, so the link can
 * be shown again without being stored; a new SIGNALBOX_SECRET ends all links.
 */
export function shareToken(linkId: string): string {
  return linkId.replaceAll("-", "") + codeOf(linkId);
}

function codeOf(linkId: string): string {
  return signed("share link", linkId).slice(0, codeLength);
}

/** The id in a token whose code is right; `undefined` for anything we did not make. */
export function shareLinkId(token: string): string | undefined {
  const [, a, b, c, d, e, code] =
    /^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})([\w-]{22})$/.exec(token) ?? [];
  if (token.length !== idLength + codeLength || !code) return undefined;
  const id = [a, b, c, d, e].join("-");
  return isSame(code, codeOf(id)) ? id : undefined;
}

export type ShareLink = typeof shareLinks.$inferSelect;

/** The link behind a token. Refuses with `not_found` what never was one, with `link_revoked` what is revoked or expired. */
export async function openShareLink(reader: Reader, token: string, now: Date): Promise<Result<ShareLink>> {
  const id = shareLinkId(token);
  const [link] = id ? await reader.select().from(shareLinks).where(eq(shareLinks.id, id)) : [];
  if (!link) return refuse("not_found", "There is no such link.");
  if (link.revokedAt || (link.expiresAt && link.expiresAt <= now))
    return refuse("link_revoked", "This link is no longer valid. Ask whoever gave it to you for a new one.");
  return accept(link);
}
