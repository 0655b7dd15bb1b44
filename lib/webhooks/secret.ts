import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { derivedKey } from "@/lib/auth/secret";

const prefix = "whsec_";
const algorithm = "aes-256-gcm";
const ivBytes = 12;
const tagBytes = 16;

/** A new signing secret in the form of Standard Webhooks: `whsec_` and 256 random bits in base64. */
export function newWebhookSecret(): string {
  return prefix + randomBytes(32).toString("base64");
}

/** Whether a text is a signing secret that a Standard Webhooks library takes: `whsec_` and 24 to 64 bytes in base64. */
export function isWebhookSecret(text: string): boolean {
  if (!/^whsec_[A-Za-z0-9+/]+={0,2}$/.test(text)) return false;
  const { length } = Buffer.from(text.slice(prefix.length), "base64");
  return length >= 24 && length <= 64;
}

function key(): Buffer {
  return Buffer.from(derivedKey("target secret"), "base64url");
}

/**
 * Encrypts a signing secret for the database (AES-256-GCM under a key derived from SIGNALBOX_SECRET), so that a copy of the
 * database alone cannot sign calls. The same secret never seals to the same text twice.
 */
export function sealSecret(secret: string): string {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv(algorithm, key(), iv);
  const sealed = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
  return `v1.${Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString("base64url")}`;
}

/** The secret that was sealed. Throws when the text was changed, or sealed under another SIGNALBOX_SECRET. */
export function openSecret(sealed: string): string {
  const [format, body] = sealed.split(".");
  if (format !== "v1" || body === undefined) throw new Error("a sealed secret has an unknown form");
  const bytes = Buffer.from(body, "base64url");
  const decipher = createDecipheriv(algorithm, key(), bytes.subarray(0, ivBytes), { authTagLength: tagBytes });
  decipher.setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
  return decipher.update(bytes.subarray(ivBytes + tagBytes), undefined, "utf8") + decipher.final("utf8");
}
