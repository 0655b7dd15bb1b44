import { expect, it } from "vitest";
import { mayEndBlocker } from "./departure-blocker";

it.each([
  ["whoever raised it", { raised: true, runs: false }, true, false],
  ["a conductor", { raised: false, runs: true }, true, true],
  ["a conductor who raised it", { raised: true, runs: true }, true, false],
  ["anybody else", { raised: false, runs: false }, false, false],
])("a blocker is resolved and waived by those who may: %s", (_, standing, resolves, waives) => {
  expect([mayEndBlocker("resolved", standing), mayEndBlocker("waived", standing)]).toEqual([resolves, waives]);
});
