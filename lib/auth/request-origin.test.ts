import { expect, it } from "vitest";
import { callerAddress, mayUseCookie } from "./request-origin";

const headers = (more: Record<string, string>) => new Headers({ host: "10.0.0.5:3000", ...more });

it("lets a cookie read from anywhere: answers of ours are not shown to other sites", () => {
  expect(mayUseCookie("GET", headers({ origin: "https://evil.example" }))).toBe(true);
  expect(mayUseCookie("head", headers({}))).toBe(true);
});

it.each([
  ["the public address", { origin: "https://plan.example.org" }],
  ["the host that the request went to", { origin: "http://10.0.0.5:3000" }],
  ["the host in front of the proxy", { origin: "https://other.example", "x-forwarded-host": "other.example" }],
])("lets a cookie write from %s", (_, more) => {
  expect(mayUseCookie("POST", headers(more))).toBe(true);
});

it.each([
  ["another site", { origin: "https://evil.example" }],
  ["a sandboxed frame", { origin: "null" }],
  ["a request that hides where it comes from", {}],
  ["a longer name that begins like ours", { origin: "https://plan.example.org.evil.example" }],
  ["another port", { origin: "http://10.0.0.5:4000" }],
])("lets no cookie write from %s", (_, more) => {
  for (const method of ["POST", "PUT", "PATCH", "DELETE"]) expect(mayUseCookie(method, headers(more))).toBe(false);
});

it("takes the hop that the nearest proxy wrote, not what a caller claims before it", () => {
  expect(callerAddress(new Headers({ "x-forwarded-for": "1.1.1.1, 203.0.113.7" }))).toBe("203.0.113.7");
  expect(callerAddress(new Headers())).toBe("unknown");
});
