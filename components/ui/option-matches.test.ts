import { describe, expect, it } from "vitest";
import { matchesTyped, optionsFor } from "./option-matches";

describe("a long list that is searched", () => {
  it.each(["New_York", "new york", "NEW YORK", " york ", "America/new_y"])("finds America/New York by %j", (typed) => {
    expect(matchesTyped("America/New York America/New_York", typed)).toBe(true);
  });

  it("finds everything by nothing, and nothing by what is in no name", () => {
    expect(matchesTyped("Europe/Berlin", " ")).toBe(true);
    expect(matchesTyped("Europe/Berlin", "york")).toBe(false);
  });
});

describe("what a list offers for what is typed", () => {
  const options = [
    { label: "Sydney", hint: "UTC+10", aliases: ["AUS Eastern"] },
    { label: "New York", aliases: ["Eastern", "EST"] },
    { label: "Eastern Island" },
  ];

  it("is found by another name, which it then shows", () => {
    expect(optionsFor(options, "aus east")).toEqual([{ ...options[0], hint: "UTC+10, AUS Eastern" }]);
    expect(optionsFor(options, "sydney")).toEqual([options[0]]);
  });

  it("begins with the one that bears exactly this name", () => {
    expect(optionsFor(options, "eastern ").map(({ label }) => label)).toEqual(["New York", "Sydney", "Eastern Island"]);
  });

  it("is all of it, without other names, while nothing is typed", () => {
    expect(optionsFor(options, "")).toEqual(options);
  });
});
