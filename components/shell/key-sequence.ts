/** A second key counts as part of a sequence when it comes within this time of the first. */
const pauseMs = 1200;

export type Pressed = { keys: string; at: number };

/**
 * What a key press means, given what was pressed before: the keys of the shortcut it completes (if any), and what to remember.
 * A whole sequence wins over its last key alone, so that "g s" is not also "s".
 */
export function readKey(
  known: readonly string[],
  before: Pressed | undefined,
  key: string,
  at: number,
): { match?: string; pending?: Pressed } {
  const fresh = before !== undefined && at - before.at <= pauseMs;
  const candidates = fresh ? [`${before.keys} ${key}`, key] : [key];
  const match = candidates.find((keys) => known.includes(keys));
  if (match !== undefined) return { match };
  const begun = candidates.find((keys) => known.some((shortcut) => shortcut.startsWith(`${keys} `)));
  return begun === undefined ? {} : { pending: { keys: begun, at } };
}
