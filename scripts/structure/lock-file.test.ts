import { expect, it } from "vitest";
import { foreignAddresses, missingPlatforms, unlockedDependencies } from "./lock-file.mjs";

it("sees a package whose native part for another platform is not locked", () => {
  const packages = {
    "": { dependencies: { tool: "1" } },
    "node_modules/tool": { optionalDependencies: { "tool-linux": "1", "tool-darwin": "1" } },
    "node_modules/tool-linux": {},
  };
  expect(unlockedDependencies(packages)).toEqual(["node_modules/tool needs tool-darwin, which is not locked"]);
});

it("finds what is locked beside, inside and above a package", () => {
  const packages = {
    "": { dependencies: { a: "1" } },
    "node_modules/a": { dependencies: { inside: "1", top: "1", b: "1" } },
    "node_modules/a/node_modules/inside": { dependencies: { b: "1", top: "1" } },
    "node_modules/a/node_modules/b": {},
    "node_modules/top": {},
  };
  expect(unlockedDependencies(packages)).toEqual([]);
});

it("refuses packages from an address that others may not reach", () => {
  const packages = {
    "node_modules/a": { resolved: "https://registry.npmjs.org/a/-/a-1.0.0.tgz" },
    "node_modules/b": { resolved: "http://registry.internal/b/-/b-1.0.0.tgz" },
    "node_modules/c": {},
  };
  expect(foreignAddresses(packages)).toHaveLength(1);
});

it("names the platform that a native package lacks", () => {
  const os = (name: string, arch: string) => ({ os: [name], cpu: [arch] });
  const packages = {
    "node_modules/@esbuild/linux-x64": os("linux", "x64"),
    "node_modules/@esbuild/linux-arm64": os("linux", "arm64"),
    "node_modules/@esbuild/darwin-arm64": os("darwin", "arm64"),
    "node_modules/@esbuild/win32-x64": os("win32", "x64"),
  };
  expect(missingPlatforms(packages)).toContain("esbuild has no native part for darwin x64");
  expect(missingPlatforms(packages)).not.toContain("esbuild has no native part for linux x64");
});
