import { describe, expect, it } from "vitest";
import { conductorsOf } from "./conductor-rota";

const person = (id: string, active = true) => ({ id, name: id, active });
const rota = [person("ann"), person("bob"), person("cem")];
const nobody = { primary: null, backup: null };
const names = (turn: number, named = nobody as Parameters<typeof conductorsOf>[2], list = rota) => {
  const { primary, backup } = conductorsOf(list, turn, named);
  return [primary?.id ?? null, backup?.id ?? null];
};

describe("the conductor rota", () => {
  it("takes turns in its order, and whoever is next stands by", () => {
    expect([1, 2, 3, 4].map((turn) => names(turn))).toEqual([
      ["ann", "bob"],
      ["bob", "cem"],
      ["cem", "ann"],
      ["ann", "bob"],
    ]);
  });
  it("passes over who has left, and nobody else's turn moves", () => {
    const list = [person("ann"), person("bob", false), person("cem")];
    expect([1, 2, 3].map((turn) => names(turn, nobody, list))).toEqual([
      ["ann", "cem"],
      ["cem", "ann"],
      ["cem", "ann"],
    ]);
  });
  it("lets who is named for one departure go first, and never names one person for both", () => {
    expect(names(1, { primary: person("bob"), backup: null })).toEqual(["bob", "ann"]);
    expect(names(1, { primary: null, backup: person("ann") })).toEqual(["bob", "ann"]);
  });
  it("names nobody where nobody is", () => {
    expect(names(1, nobody, [])).toEqual([null, null]);
    expect(names(1, nobody, [person("ann")])).toEqual(["ann", null]);
  });
});
