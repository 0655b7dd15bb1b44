import { hash, verify } from "@node-rs/argon2";

// argon2id with 19 MiB, two passes, one lane: the first recommendation of OWASP's password storage sheet.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** What is compared when there is no password to compare with, so that an unknown address takes as long as a known one. */
let decoy: Promise<string> | undefined;

/** argon2id in PHC form. The same letters typed on another keyboard are the same password, hence NFKC. */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize("NFKC"), cost);
}

/** Whether the password is the one behind the hash. Without a hash it is never right and takes as long. */
export async function isPassword(password: string, passwordHash: string | null | undefined): Promise<boolean> {
  decoy ??= hashPassword("nobody's password");
  const isRight = await verify(passwordHash ?? (await decoy), password.normalize("NFKC"));
  return isRight && typeof passwordHash === "string";
}
