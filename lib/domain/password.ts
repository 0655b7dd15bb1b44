/** Long enough that guessing is hopeless behind a rate limit; length beats rules about signs (NIST SP 800-63B). */
export const passwordMinLength = 12;
/** Bounds the work of hashing one. */
export const passwordMaxLength = 200;

/**
 * Why this cannot be somebody's password, as a full sentence, or `undefined` when it can. `known` are the words an attacker would
 * try first: the person's address and name. The form shows it while typing, the command refuses by it.
 */
export function passwordProblem(password: string, known: readonly string[]): string | undefined {
  if ([...password].length < passwordMinLength) return `A password needs at least ${passwordMinLength} characters.`;
  if (password.length > passwordMaxLength) return `A password can have at most ${passwordMaxLength} characters.`;
  if (password.trim().length === 0) return "A password needs more than spaces.";
  const lower = password.toLowerCase();
  if (known.some((word) => word.trim() !== "" && lower === word.trim().toLowerCase()))
    return "The password must not be your name or e-mail address.";
  if (new Set(lower).size < 5) return "The password repeats too few characters.";
  return undefined;
}
