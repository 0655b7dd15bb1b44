import { describe, expect, it } from "vitest";
import type { Change } from "./change-hub";
import { changeMemory } from "./change-memory";

const start = 1_000_000_000;
const second = 1_000;
const slot = (id: string): Change => ({ noun: "slots", id });

/** A memory that has listened for an hour. */
function listening() {
  const memory = changeMemory();
  memory.begin(start - 3_600 * second);
  return memory;
}

describe("what a browser missed on its way to the stream", () => {
  it("is what was said since, each thing once, in its order", () => {
    const memory = listening();
    memory.keep(slot("long before"), start - 30 * second);
    memory.keep(slot("a"), start + second);
    memory.keep(slot("b"), start + 2 * second);
    memory.keep(slot("a"), start + 3 * second);
    expect(memory.since(start, start + 4 * second)).toEqual([slot("a"), slot("b")]);
    expect(memory.since(start + 20 * second, start + 21 * second)).toEqual([]);
  });

  it("reaches a little further back: clocks of two machines differ", () => {
    const memory = listening();
    memory.keep(slot("a moment before"), start - 4 * second);
    expect(memory.since(start, start + second)).toEqual([slot("a moment before")]);
  });

  it("is not known before it listened, from before a gap, and beyond a minute", () => {
    const memory = changeMemory();
    expect(memory.since(start, start)).toBeUndefined();
    memory.begin(start);
    expect(memory.since(start + 2 * second, start + 3 * second), "within the leeway").toBeUndefined();
    expect(memory.since(start + 6 * second, start + 7 * second)).toEqual([]);
    memory.keep(slot("a"), start + 10 * second);
    memory.begin(start + 20 * second);
    expect(memory.since(start + 10 * second, start + 21 * second)).toBeUndefined();
    memory.keep(slot("b"), start + 30 * second);
    expect(memory.since(start + 30 * second, start + 200 * second)).toBeUndefined();
    expect(memory.since(Number.NaN, start)).toBeUndefined();
  });

  it("is everything where it would be very much", () => {
    const memory = listening();
    for (let n = 0; n < 300; n++) memory.keep(slot(`slot ${n}`), start + n);
    expect(memory.since(start, start + second)).toBeUndefined();
  });

  it("stays bounded, and says so rather than to leave something out", () => {
    const memory = listening();
    for (let n = 0; n < 12_000; n++) memory.keep(slot("the same"), start + n);
    const now = start + 12 * second;
    expect(memory.since(start + 5 * second, now), "its first thousands are gone").toBeUndefined();
    expect(memory.since(now + second, now + second)).toEqual([slot("the same")]);
  });
});
