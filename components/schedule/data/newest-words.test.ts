import { describe, expect, it } from "vitest";
import { aSlotAt, aWeek } from "@/components/schedule/testing/fixtures";
import { newestWords } from "./newest-words";
import { withSlotAt } from "./patch-week";

const at = (hour: number) => new Date(Date.UTC(2026, 10, 24, hour));
const during = (hour: number) => ({ start: at(hour), end: at(hour + 1) });
const slot = (id: string, hour: number) => aSlotAt(id, during(hour));
const place = (hour: number) => ({ occurrenceId: null, lane: 2, during: during(hour) });
const hoursOf = (week: ReturnType<typeof aWeek>) =>
  Object.fromEntries(week.slots.map(({ id, during: { start } }) => [id, start.getUTCHours()]));

describe("what is shown of a slot", () => {
  it("is where somebody has just put it, whatever was asked before the server had moved it", () => {
    const words = newestWords();
    const [whole, some] = [words.ask(), words.ask()];
    const moved = words.put("a");
    const shown = withSlotAt(aWeek({ slots: [slot("a", 6), slot("b", 8)] }), "a", place(10));
    // Of an answer that comes while it is moved, only what concerns the other slot counts.
    const during = words.some(some, ["a", "b"], [slot("a", 6), slot("b", 9)], shown);
    expect(hoursOf(during)).toEqual({ a: 10, b: 9 });
    moved();
    // `b` was asked about later than the whole.
    const late = words.whole(whole, aWeek({ slots: [slot("a", 6), slot("b", 8), slot("c", 12)] }), during);
    expect(hoursOf(late)).toEqual({ a: 10, b: 9, c: 12 });
  });

  it("is what the server says when it is asked after that", () => {
    const words = newestWords();
    words.put("a")();
    const shown = aWeek({ slots: [slot("a", 10)] });
    expect(hoursOf(words.some(words.ask(), ["a"], [slot("a", 7)], shown))).toEqual({ a: 7 });
    expect(hoursOf(words.whole(words.ask(), aWeek({ slots: [slot("a", 6)] }), shown))).toEqual({ a: 6 });
  });

  it("stays where the second move put it while the answer to the first comes", () => {
    const words = newestWords();
    const [first, second] = [words.put("a"), words.put("a")];
    first();
    const asked = words.ask();
    const shown = aWeek({ slots: [slot("a", 6)] });
    expect(hoursOf(words.some(asked, ["a"], [slot("a", 10)], shown))).toEqual({ a: 6 });
    second();
    expect(hoursOf(words.some(asked, ["a"], [slot("a", 10)], shown))).toEqual({ a: 6 });
  });

  it("is nothing once it is gone, though a week that was asked for before still has it", () => {
    const words = newestWords();
    const whole = words.ask();
    const shown = words.some(words.ask(), ["a"], [], aWeek({ slots: [slot("a", 6), slot("b", 8)] }));
    expect(hoursOf(words.whole(whole, aWeek({ slots: [slot("a", 6), slot("b", 8)] }), shown))).toEqual({ b: 8 });
  });

  it("is not what an answer about some says that the whole week has overtaken", () => {
    const words = newestWords();
    const some = words.ask();
    const shown = words.whole(words.ask(), aWeek({ slots: [slot("a", 9)] }), undefined);
    expect(hoursOf(words.some(some, ["a"], [slot("a", 6)], shown))).toEqual({ a: 9 });
  });
});
