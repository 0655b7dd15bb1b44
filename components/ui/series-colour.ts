const seriesCount = 8;

/**
 * A colour of its own for each of many alike things (teams, services), the same on every screen and in both themes. With
 * more than eight of them colours repeat: the name always stands beside it.
 */
export function seriesColour(key: string): string {
  // FNV-1a, then its high bits folded down: the low ones alone hardly differ between short names.
  let hash = 0x811c9dc5;
  for (const character of key) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash ^= hash >>> 13;
  return `var(--series-${((hash >>> 0) % seriesCount) + 1})`;
}
