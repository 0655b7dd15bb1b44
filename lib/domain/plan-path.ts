/**
 * The promotion path once a file's environments stand in the file's order: those that it does not name stay right behind the one that
 * they stood behind, or first. Applying the same file again changes nothing.
 */
export function pathAfter(standing: readonly string[], declared: readonly string[]): string[] {
  const followers = new Map<string | undefined, string[]>();
  let last: string | undefined;
  for (const name of standing) {
    if (declared.includes(name)) last = name;
    else followers.set(last, [...(followers.get(last) ?? []), name]);
  }
  return [...(followers.get(undefined) ?? []), ...declared.flatMap((name) => [name, ...(followers.get(name) ?? [])])];
}
