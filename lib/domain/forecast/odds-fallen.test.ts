import { expect, it } from "vitest";
import { haveFallen } from "./odds-fallen";

it.each([
  ["has fallen from above one half to below", { place: "a", chance: 0.5 }, { place: "a", chance: 0.49 }, true],
  ["was below before: it was told", { place: "a", chance: 0.4 }, { place: "a", chance: 0.1 }, false],
  ["is still as likely as not", { place: "a", chance: 0.9 }, { place: "a", chance: 0.5 }, false],
  ["is of another place than before", { place: "a", chance: 0.9 }, { place: "b", chance: 0.1 }, false],
  ["is the first of its place", undefined, { place: "a", chance: 0.1 }, false],
])("a chance that %s", (_, before, after, fallen) => {
  expect(haveFallen(before, after)).toBe(fallen);
});
