import { describe, expect, it } from "vitest";
import { closingWords, everywhere, listInWords } from "./closing-words";

const freeze = {
  grade: "hotfix_only" as const,
  during: { start: new Date("2026-11-25T23:00:00Z"), end: new Date("2026-11-27T23:00:00Z") },
  stopsTheLine: false,
  where: "Production",
  only: [],
  except: [],
};
const zone = "Europe/Berlin";

describe("what a banner says of a freeze", () => {
  it("is what it closes, for whom and when, in its zone", () => {
    expect(closingWords(freeze, zone)).toBe(
      " closes Production for all but hotfixes, Thu 26 Nov 00:00 – Sat 28 Nov 00:00 CET.",
    );
    expect(closingWords({ ...freeze, only: ["Payments"], except: ["checkout", "cart"] }, zone)).toContain(
      "for all but hotfixes, only Payments, but not checkout and cart, Thu",
    );
  });

  it("names no end of a line that is stopped, and where nothing opens", () => {
    const stop = { ...freeze, grade: "closed" as const, stopsTheLine: true };
    expect(closingWords(stop, zone)).toBe(
      ": nothing opens in Production since Thu 26 Nov 00:00 CET, until it is lifted.",
    );
    expect(closingWords({ ...stop, where: everywhere }, zone)).toContain("nothing opens anywhere since");
  });

  it("lists names as people do", () => {
    expect([["a"], ["a", "b"], ["a", "b", "c"]].map(listInWords)).toEqual(["a", "a and b", "a, b and c"]);
  });
});
