import { describe, expect, it } from "vitest";
import { decideOpeningEdit, type OpeningToEdit } from "./occurrence-edit";
import { at, range } from "./testing/slot-example";

const tuesday: OpeningToEdit = {
  windowName: "Core",
  zone: "Europe/Berlin",
  during: range("24T05:00", "24T11:00"),
  lanes: 2,
  status: "scheduled",
};
const thursday = range("26T05:00", "26T11:00");
const monday = at("23T12:00");
const decide = (wanted: Parameters<typeof decideOpeningEdit>[1], now = monday, opening = tuesday) =>
  decideOpeningEdit(opening, wanted, [thursday], now);

describe("one opening", () => {
  it.each([
    ["moved", range("24T08:00", "24T14:00")],
    ["moved to another day", range("25T05:00", "25T11:00")],
    ["made shorter", range("24T05:00", "24T08:00")],
    ["made longer, up to where the next begins", range("24T05:00", "26T05:00")],
  ])("may be %s", (_, during) => {
    expect(decide({ during })).toEqual({ ok: true, value: { during, lanes: 2 } });
  });

  it("may be given other lanes, and end earlier or later while it goes on", () => {
    expect(decide({ lanes: 5 })).toEqual({ ok: true, value: { during: tuesday.during, lanes: 5 } });
    expect(decide({ during: range("24T05:00", "24T09:00") }, at("24T08:00")).ok).toBe(true);
  });

  it.each([
    ["invalid_input", "during.end", range("24T08:00", "24T08:00"), monday],
    ["invalid_input", "during.end", range("24T08:00", "24T06:00"), monday],
    ["invalid_input", "during.start", { start: new Date("2026-11-24T05:00:30Z"), end: at("24T11:00") }, monday],
    ["invalid_input", "during.end", { start: at("24T05:00"), end: new Date("2027-01-05T00:00:00Z") }, monday],
    ["in_the_past", "during.start", range("23T11:00", "24T11:00"), monday],
    ["in_the_past", "during.start", range("24T09:00", "24T11:00"), at("24T08:00")],
    ["in_the_past", "during.end", range("24T05:00", "24T07:00"), at("24T08:00")],
    ["window_overlaps_itself", "during.start", range("26T10:00", "26T14:00"), monday],
  ])("refuses %s at %s", (code, field, during, now) => {
    expect(decide({ during }, now)).toMatchObject({ ok: false, refusal: { code, field } });
  });

  it("that was cancelled is restored first", () => {
    expect(decide({ lanes: 3 }, monday, { ...tuesday, status: "cancelled" })).toMatchObject({
      refusal: { code: "wrong_state" },
    });
  });
});
