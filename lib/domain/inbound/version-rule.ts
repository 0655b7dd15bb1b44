import type { GitRef } from "./fact";

/** How tags and branches name versions: `v*`, `release/*`. One star; what it stands for is the version. Empty: they name none. */
export type VersionRule = { tagPattern: string; branchPattern: string };

const isVersion = (text: string) => text.length <= 64 && /^[A-Za-z0-9][A-Za-z0-9._+-]*$/.test(text);

/** Whether a pattern can be used: empty, or with exactly one star. */
export function isVersionPattern(pattern: string): boolean {
  return pattern === "" || pattern.split("*").length === 2;
}

/**
 * The version that a build has: said outright, or read from its tag or branch. A bare name (GitHub tells of a run on `v1.2.0` without
 * saying that it is a tag) is tried as a tag first. `undefined`: the rule knows none, so the build is none of this service's.
 */
export function versionOf(rule: VersionRule, build: { version?: string; ref?: GitRef }): string | undefined {
  const { version, ref } = build;
  if (version !== undefined) return read(rule.tagPattern, version) ?? (isVersion(version) ? version : undefined);
  if (ref === undefined) return undefined;
  if (ref.startsWith("refs/tags/")) return read(rule.tagPattern, ref.slice("refs/tags/".length));
  if (ref.startsWith("refs/heads/")) return read(rule.branchPattern, ref.slice("refs/heads/".length));
  return read(rule.tagPattern, ref) ?? read(rule.branchPattern, ref);
}

function read(pattern: string, text: string): string | undefined {
  const [before = "", after = ""] = pattern.split("*");
  if (!pattern.includes("*") || text.length <= before.length + after.length) return undefined;
  if (!text.startsWith(before) || !text.endsWith(after)) return undefined;
  const found = text.slice(before.length, text.length - after.length);
  return isVersion(found) ? found : undefined;
}
