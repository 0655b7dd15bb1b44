import { describe, expect, it } from "vitest";
import { factsOfDay, planDay } from "@/components/schedule/grid/day-plan";
import { hourScale } from "@/components/schedule/grid/hour-scale";
import { bandBox, type Layout, layoutOf } from "@/components/schedule/grid/layout";
import type { Slot, WeekPlan } from "@/components/schedule/schedule-data";
import { aFreezeIn, anOpening, aSlotAt, aWeekPlan, rangeOf, testZone } from "@/components/schedule/testing/fixtures";
import type { Place } from "@/lib/domain/booking-facts";
import { daysOf, weekOf } from "@/lib/time/calendar";
import { isMovable, judgeHold, judgeMove } from "./judge";
import { type StepKey, stepped } from "./steps";
import { targetAt } from "./target";
import { snap, wishAt } from "./wish";

/** Tuesday and Thursday 06:00–12:00 with two lanes, Tuesday 13:00–17:00 with one; Berlin, CET. */
const tuesday = anOpening("tuesday", rangeOf("2026-11-24T05:00:00Z", "2026-11-24T11:00:00Z"));
const quick = anOpening("quick", rangeOf("2026-11-24T12:00:00Z", "2026-11-24T16:00:00Z"), { lanes: 1 });
const thursday = anOpening("thursday", rangeOf("2026-11-26T05:00:00Z", "2026-11-26T11:00:00Z"));
const occurrences = [tuesday, quick, thursday];
const team = { id: "payments", name: "Payments", hue: 1 };
const release = {
  releaseId: "r",
  serviceId: "ledger",
  serviceName: "ledger",
  teamId: "payments",
  version: "4.2.0",
  kind: "feature" as const,
  status: "accepted" as const,
  databaseChange: "none" as const,
  downtimeMinutes: 0,
};
const inTuesday = (id: string, start: string, end: string, more: Partial<Slot> = {}) =>
  aSlotAt(id, rangeOf(`2026-11-24T${start}:00Z`, `2026-11-24T${end}:00Z`), {
    occurrenceId: "tuesday",
    team,
    releases: [release],
    ...more,
  });
const slot = inTuesday("s", "05:00", "06:00");
const now = new Date("2026-11-23T09:00:00Z");
const booker = { personId: "p", reach: "all" as const };

function layoutFor(plan: WeekPlan): Layout {
  const days = daysOf(weekOf(now, testZone), testZone).slice(0, 5);
  const plans = days.map((day) => planDay(factsOfDay(plan, day, testZone), day, testZone));
  const scale = hourScale({ open: [{ from: 360, to: 1020 }], slots: [], shortestMinutes: 60, unfolded: new Set() });
  return layoutOf(plans, scale, testZone, 1060);
}
const plan = aWeekPlan({ occurrences, slots: [slot] });
const layout = layoutFor(plan);
const dayAt = (index: number) => layout.plans[index]?.day ?? rangeOf("", "");
const instant = (date: Date) => date.toISOString().slice(5, 16);
const said = ({ occurrenceId, lane, during }: Place) =>
  `${occurrenceId} ${lane} ${instant(during.start)} ${instant(during.end)}`;

describe("what lies under a point", () => {
  const band = layout.plans[1]?.bands[0];
  if (!band) throw new Error("Tuesday has a window");
  const box = bandBox(layout, 1, band);

  it("is the lane of the window there", () => {
    const y = layout.scale.yOf(8 * 60);
    expect(targetAt(layout, { x: box.left + 5, y })).toMatchObject({ day: 1, minute: 480, lane: 1 });
    expect(targetAt(layout, { x: box.left + box.width - 5, y })).toMatchObject({ day: 1, lane: 2 });
    expect(targetAt(layout, { x: box.left + 5, y }).band?.of.id).toBe("tuesday");
  });

  it("is the nearest window where there is none, and none on a day without", () => {
    const x = box.left + 5;
    expect(targetAt(layout, { x, y: layout.scale.yOf(12.2 * 60) }).band?.of.id).toBe("tuesday");
    expect(targetAt(layout, { x, y: layout.scale.yOf(12.8 * 60) }).band?.of.id).toBe("quick");
    expect(targetAt(layout, { x: layout.edges[0] ?? 0, y: 100 }).band).toBeUndefined();
    expect(targetAt(layout, { x: 9_999, y: 100 }).day).toBe(4);
  });
});

describe("where a slot goes", () => {
  const move = (minute: number, grabMinutes = 0, moved = slot) =>
    said(
      wishAt(
        { act: "move", slot: moved, grabMinutes },
        { day: 1, minute, band: layout.plans[1]?.bands[0], lane: 2 },
        dayAt(1),
        testZone,
        occurrences,
      ),
    );

  it("is on the window's grid, where it was taken hold of", () => {
    expect(move(8 * 60 + 5)).toBe("tuesday 2 11-24T07:00 11-24T08:00");
    expect(move(8 * 60 + 8)).toBe("tuesday 2 11-24T07:15 11-24T08:15");
    expect(move(8 * 60 + 30, 30)).toBe("tuesday 2 11-24T07:00 11-24T08:00");
  });

  it("is inside the window under the hand, also at its ends", () => {
    expect(move(11 * 60 + 55)).toBe("tuesday 2 11-24T10:00 11-24T11:00");
    expect(move(6 * 60 + 5, 40)).toBe("tuesday 2 11-24T05:00 11-24T06:00");
  });

  it("is outside where the hand is outside, for the rules to refuse", () => {
    expect(move(12 * 60 + 30)).toBe("tuesday 2 11-24T11:30 11-24T12:30");
  });

  it("is its own time without a window, if it needs none", () => {
    const anytime = { ...slot, occurrenceId: null };
    expect(move(9 * 60 + 2, 0, anytime)).toBe("null 1 11-24T08:00 11-24T09:00");
  });

  const edge = (act: "start" | "end", minute: number) =>
    said(wishAt({ act, slot }, { day: 1, minute, lane: 1 }, dayAt(1), testZone, occurrences));

  it("has an edge elsewhere, and keeps a step at least", () => {
    expect(edge("end", 8 * 60 + 20)).toBe("tuesday 1 11-24T05:00 11-24T07:15");
    expect(edge("end", 5 * 60)).toBe("tuesday 1 11-24T05:00 11-24T05:15");
    expect(edge("start", 12 * 60)).toBe("tuesday 1 11-24T05:45 11-24T06:00");
  });

  const book = (anchor: string, minute: number) =>
    said(
      wishAt(
        { act: "book", room: { occurrenceId: "tuesday", lane: 2 }, anchor: new Date(anchor) },
        { day: 1, minute, lane: 2 },
        dayAt(1),
        testZone,
        occurrences,
      ),
    );

  it("is drawn out of free room in whole steps, down and up", () => {
    expect(book("2026-11-24T07:05:00Z", 9 * 60 + 20)).toBe("tuesday 2 11-24T07:00 11-24T08:30");
    expect(book("2026-11-24T07:05:00Z", 7 * 60 + 50)).toBe("tuesday 2 11-24T06:45 11-24T07:15");
    expect(book("2026-11-24T07:05:00Z", 8 * 60 + 6)).toBe("tuesday 2 11-24T07:00 11-24T07:15");
  });
});

it("the end of an opening is on its grid, whatever its steps are", () => {
  const odd = rangeOf("2026-11-24T05:00:00Z", "2026-11-24T05:50:00Z");
  const grid = { origin: odd.start, stepMs: 30 * 60_000, during: odd };
  expect(snap(new Date("2026-11-24T05:48:00Z"), grid)).toEqual(odd.end);
  expect(snap(new Date("2026-11-24T05:33:00Z"), grid)).toEqual(new Date("2026-11-24T05:30:00Z"));
});

describe("the verdict while something is carried", () => {
  const other = inTuesday("o", "07:00", "08:00", {
    lane: 2,
    releases: [{ ...release, serviceId: "web", serviceName: "web" }],
  });
  const full = aWeekPlan({ occurrences, slots: [slot, other] });
  const to = (start: string, end: string, lane = 1): Place => ({
    occurrenceId: "tuesday",
    lane,
    during: rangeOf(`2026-11-24T${start}:00Z`, `2026-11-24T${end}:00Z`),
  });

  it("is free where nothing stands, also over its own room", () => {
    expect(judgeMove(full, booker, slot, to("05:30", "06:30"), now)).toEqual({ ok: true });
    expect(judgeHold(full, booker, to("08:00", "09:00", 2), now)).toEqual({ ok: true });
  });

  it("names the rule and says its sentence", () => {
    expect(judgeMove(full, booker, slot, to("07:30", "08:30", 2), now)).toEqual({
      ok: false,
      rule: "Lane 2",
      sentence: "Lane 2 is taken Tue 24 Nov 08:00–09:00 CET by web 4.2.0 of Payments.",
    });
    expect(judgeMove(full, booker, slot, to("10:30", "11:30"), now)).toMatchObject({ rule: "tuesday" });
    const frozen = { ...full, freezes: [aFreezeIn("Audit", rangeOf("2026-11-24T08:00:00Z", "2026-11-24T09:00:00Z"))] };
    expect(judgeHold(frozen, booker, to("08:30", "09:30"), now)).toMatchObject({ rule: "Audit" });
    expect(judgeHold(full, booker, to("08:00", "09:00"), new Date("2026-11-24T10:00:00Z"))).toMatchObject({
      rule: "Past",
    });
  });

  it("sees a place as taken of which it knows no more", () => {
    const taken = { ...aWeekPlan({ occurrences }), taken: [{ id: "t", ...to("08:00", "09:00") }] };
    expect(judgeHold(taken, booker, to("08:30", "09:30"), now)).toMatchObject({ ok: false, rule: "Lane 1" });
  });

  it("lets nobody carry what is not theirs, open or over", () => {
    expect(isMovable(slot, booker)).toBe(true);
    expect(isMovable(slot, { personId: "p", reach: ["shop"] })).toBe(false);
    expect(isMovable({ ...slot, status: "open" }, booker)).toBe(false);
    expect(isMovable({ ...slot, opaque: true }, booker)).toBe(false);
    expect(isMovable(slot, null)).toBe(false);
  });
});

describe("a step of the keyboard", () => {
  const start: Place = { occurrenceId: "tuesday", lane: 1, during: slot.during };
  const go = (...keys: (StepKey | `Shift+${StepKey}`)[]) => {
    let place: Place | undefined = start;
    for (const key of keys) {
      const plain = key.replace("Shift+", "") as StepKey;
      place = place && stepped(place, plain, plain !== key, layout);
    }
    return place && said(place);
  };

  it.each<[(StepKey | `Shift+${StepKey}`)[], string | undefined]>([
    [["ArrowDown"], "tuesday 1 11-24T05:15 11-24T06:15"],
    [["ArrowUp"], undefined],
    [["ArrowRight"], "tuesday 2 11-24T05:00 11-24T06:00"],
    [["ArrowRight", "ArrowRight"], "thursday 1 11-26T05:00 11-26T06:00"],
    [["ArrowLeft"], undefined],
    [["PageDown"], "thursday 1 11-26T05:00 11-26T06:00"],
    [["PageDown", "PageUp"], "tuesday 1 11-24T05:00 11-24T06:00"],
    [["Shift+ArrowDown"], "tuesday 1 11-24T05:00 11-24T06:15"],
    [["Shift+ArrowUp"], "tuesday 1 11-24T05:00 11-24T05:45"],
    [["Shift+ArrowRight"], "tuesday 1 11-24T05:15 11-24T06:00"],
  ])("%j goes to %s", (keys, place) => expect(go(...keys)).toBe(place));

  it("goes from the end of one opening to the start of the next, and back", () => {
    const down = Array<StepKey>(21).fill("ArrowDown");
    expect(go(...down.slice(1))).toBe("tuesday 1 11-24T10:00 11-24T11:00");
    expect(go(...down)).toBe("quick 1 11-24T12:00 11-24T13:00");
    expect(go(...down, "ArrowUp")).toBe("tuesday 1 11-24T10:00 11-24T11:00");
  });
});
