import { createHmac } from "node:crypto";
import { isSame } from "@/lib/auth/secret";

/**
 * Whether `X-Hub-Signature-256` is that of the raw body under one of the secrets. The header must be `sha256=` and hexadecimal digits
 * as GitHub sends it: a bare digest, or one of SHA-1, is none.
 */
export function isSignedByGithub(secrets: readonly string[], header: string, body: string): boolean {
  if (!/^sha256=[0-9a-f]{64}$/.test(header)) return false;
  return secrets.some((secret) =>
    isSame(header, `sha256=${createHmac("sha256", secret).update(body, "utf8").digest("hex")}`),
  );
}
