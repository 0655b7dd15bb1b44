import { createHash, createHmac, hkdfSync, randomBytes, timingSafeEqual } from "node:crypto";
import { env } from "@/lib/env";

/** What the installation's secret is used for. Each use has a key of its own, so that none can be turned into another. */
export type SecretUse = "session" | "share link" | "password link" | "rate limit" | "target secret";

/** The key for one use, derived from SIGNALBOX_SECRET (HKDF, RFC 5869): 32 bytes as base64url. */
export function derivedKey(use: SecretUse): string {
  return Buffer.from(hkdfSync("sha256", env().secret, "signalbox", use, 32)).toString("base64url");
}

/** A message authentication code under the key of one use, as base64url. */
export function signed(use: SecretUse, message: string): string {
  return createHmac("sha256", derivedKey(use)).update(message).digest("base64url");
}

/** A new token of 256 random bits. Only its SHA-256 is ever stored: with that many bits a slow hash adds nothing. */
export function newToken(prefix = ""): { token: string; hash: string } {
  const token = `${prefix}${randomBytes(32).toString("base64url")}`;
  return { token, hash: tokenHash(token) };
}

export function tokenHash(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/** Compares without telling by the time it takes how far two texts agree. */
export function isSame(a: string, b: string): boolean {
  return timingSafeEqual(createHash("sha256").update(a).digest(), createHash("sha256").update(b).digest());
}
