import { describe, expect, it } from "vitest";
import { listedInWords } from "./freeze-words";

describe("a list of whom a freeze hits", () => {
  it("says how many of how many it names, and nothing where it names all", () => {
    expect(listedInWords(12, 213)).toBe("The first 12 of 213 are listed.");
    expect(listedInWords(12, 12)).toBe("");
    expect(listedInWords(12, 0)).toBe("");
  });
});
