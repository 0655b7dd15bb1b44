import { expect, it } from "vitest";
import { askTogether } from "./queries/ask-together";

/** Readings that end when told to, and what each was asked for. */
function readings() {
  const begun: { ids: string[]; end: (error?: Error) => void }[] = [];
  const read = (ids: string[]) =>
    new Promise<Map<string, string>>((resolve, reject) => {
      const end = (error?: Error) =>
        error ? reject(error) : resolve(new Map(ids.map((id) => [id, id.toUpperCase()])));
      begun.push({ ids, end });
    });
  return { begun, read };
}
const settled = () => new Promise((resolve) => setTimeout(resolve));

it("reads at once for the first, and once more for all who ask meanwhile", async () => {
  const ask = askTogether<string>();
  const { begun, read } = readings();
  const first = ask("week", ["a"], read);
  const second = ask("week", ["a", "b"], read);
  const third = ask("week", ["c"], read);
  expect(begun.map(({ ids }) => ids)).toEqual([["a"]]);
  begun[0]?.end();
  await first;
  await settled();
  expect(begun.map(({ ids }) => ids)).toEqual([["a"], ["a", "b", "c"]]);
  begun[1]?.end();
  expect((await second).get("b")).toBe("B");
  expect((await third).get("c")).toBe("C");
});

it("never answers with a reading that began before one asked", async () => {
  const ask = askTogether<string>();
  const { begun, read } = readings();
  const first = ask("week", ["a"], read);
  const late = ask("week", ["a"], read);
  begun[0]?.end();
  await first;
  await settled();
  expect(begun).toHaveLength(2);
  begun[1]?.end();
  await late;
  await settled();
  void ask("week", ["a"], read);
  expect(begun).toHaveLength(3);
});

it("shares nothing with those who may see something else", () => {
  const ask = askTogether<string>();
  const { begun, read } = readings();
  void ask("week of one team", ["a"], read);
  void ask("week of all", ["a"], read);
  expect(begun).toHaveLength(2);
});

it("goes on after a reading that failed", async () => {
  const ask = askTogether<string>();
  const { begun, read } = readings();
  const first = ask("week", ["a"], read);
  const second = ask("week", ["b"], read);
  begun[0]?.end(new Error("the connection broke"));
  await expect(first).rejects.toThrow("broke");
  await settled();
  begun[1]?.end();
  expect((await second).get("b")).toBe("B");
});

it("gives those who are too many a turn of their own", async () => {
  const ask = askTogether<string>();
  const { begun, read } = readings();
  const many = (letter: string) => Array.from({ length: 600 }, (_, index) => `${letter}${index}`);
  const first = ask("week", ["x"], read);
  void ask("week", many("a"), read);
  void ask("week", many("b"), read);
  begun[0]?.end();
  await first;
  await settled();
  expect(begun.map(({ ids }) => ids.length)).toEqual([1, 600, 600]);
});
