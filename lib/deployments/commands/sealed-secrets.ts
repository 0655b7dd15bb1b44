type TargetSecrets = { secretSealed: string; previousSecretSealed: string | null; previousSecretUntil: Date | null };

/** The secrets that sign a call: the target's own and, while a rotation overlaps, the one before. Sealed. */
export function sealedSecretsOf(target: TargetSecrets, now: Date): string[] {
  const { secretSealed, previousSecretSealed, previousSecretUntil } = target;
  const overlaps = previousSecretSealed !== null && previousSecretUntil !== null && previousSecretUntil > now;
  return overlaps ? [secretSealed, previousSecretSealed] : [secretSealed];
}
