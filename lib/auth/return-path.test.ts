import { expect, it } from "vitest";
import { safeReturnPath, signInPath, startPath } from "./return-path";

it.each(["/", "/releases/01a1?tab=gates#history", "/schedule?day=2026-11-24&team=a%2Fb", "/people/ä"])(
  "leads back to %s",
  (path) => {
    const url = new URL(path, "http://here.example");
    expect(safeReturnPath(path)).toBe(`${url.pathname}${url.search}${url.hash}`);
  },
);

it.each([
  "https://evil.example/",
  "//evil.example",
  "///evil.example",
  "/\\evil.example",
  "\\\\evil.example",
  "/%09/evil.example".replace("%09", "\t"),
  "/\n/evil.example",
  "javascript:alert(1)",
  "data:text/html,x",
  "schedule",
  "",
  " /schedule",
  "/api/auth/signout",
  "/sign-in?return=/sign-in",
  "/set-up",
  "/join?token=x",
  "/new-password?token=x",
  "/./api/v1/me",
  `/${"a".repeat(3_000)}`,
  undefined,
  ["/schedule", "/queue"],
  7,
])("never leaves this site, nor circles: %j gives the start page", (path) => {
  expect(safeReturnPath(path)).toBe(startPath);
});

it("names the way back only where it is not the start page", () => {
  expect(signInPath("/queue?x=1")).toBe("/sign-in?return=%2Fqueue%3Fx%3D1");
  expect(signInPath("//evil.example")).toBe("/sign-in");
  expect(signInPath(undefined)).toBe("/sign-in");
});
