import { describe, expect, it } from "vitest";
import { isVersionPattern, versionOf } from "./version-rule";

const rule = { tagPattern: "v*", branchPattern: "release/*" };

describe("the version that a tag or branch names", () => {
  it.each([
    ["refs/tags/v4.12.0", "4.12.0"],
    ["refs/tags/4.12.0", undefined],
    ["refs/tags/v", undefined],
    ["refs/heads/release/4.12.0", "4.12.0"],
    ["refs/heads/v4.12.0", undefined],
    ["refs/heads/main", undefined],
    ["v4.12.0", "4.12.0"],
    ["release/4.12.0", "4.12.0"],
    ["main", undefined],
    // What the star stands for must be a version: it becomes a name and an address.
    ["refs/tags/v../../x", undefined],
    [`refs/tags/v${"1".repeat(65)}`, undefined],
  ])("%s is %s", (ref, version) => {
    expect(versionOf(rule, { ref })).toBe(version);
  });

  it("is what stands between what goes before and after the star", () => {
    const monorepo = { tagPattern: "ledger-*-final", branchPattern: "" };
    expect(versionOf(monorepo, { ref: "refs/tags/ledger-4.12.0-final" })).toBe("4.12.0");
    expect(versionOf(monorepo, { ref: "refs/tags/search-4.12.0-final" })).toBeUndefined();
  });

  it("is taken as it stands where the sender says it outright", () => {
    expect(versionOf(rule, { version: "4.12.0" })).toBe("4.12.0");
    expect(versionOf(rule, { version: "v4.12.0" })).toBe("4.12.0");
    expect(versionOf(rule, { version: "not a version" })).toBeUndefined();
  });

  it("needs a pattern with one star, or none", () => {
    expect(["v*", "", "*", "a*b"].map(isVersionPattern)).toEqual([true, true, true, true]);
    expect(["v", "*.*"].map(isVersionPattern)).toEqual([false, false]);
  });
});
