import { describe, expect, it } from "vitest";
import { matchesTyped } from "./option-matches";

describe("a long list that is searched", () => {
  it.each(["New_York", "new york", "NEW YORK", " york ", "America/new_y"])("finds America/New York by %j", (typed) => {
    expect(matchesTyped("America/New York America/New_York", typed)).toBe(true);
  });

  it("finds everything by nothing, and nothing by what is in no name", () => {
    expect(matchesTyped("Europe/Berlin", " ")).toBe(true);
    expect(matchesTyped("Europe/Berlin", "york")).toBe(false);
  });
});
