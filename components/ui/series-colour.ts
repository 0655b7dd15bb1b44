const seriesCount = 8;

/**
 * A colour of its own for each of many alike things (teams, services), the same on every screen and in both themes. With
 * more than eight of them colours repeat: the name always stands beside it.
 */
export function seriesColour(key: string): string {
  // FNV-1a: short keys that differ in one letter still spread over the eight.
  let hash = 0x811c9dc5;
  for (const character of key) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  return `var(--series-${((hash >>> 0) % seriesCount) + 1})`;
}
