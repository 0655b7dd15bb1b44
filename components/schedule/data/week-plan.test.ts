import { describe, expect, it } from "vitest";
import { anAnytimeService, anOpening, aSlotAt, aWeek, rangeOf } from "@/components/schedule/testing/fixtures";
import { hasNothing, weekPlanOf } from "./week-plan";

const from = new Date("2026-11-22T23:00:00Z");
const during = rangeOf("2026-11-24T05:00:00Z", "2026-11-24T11:00:00Z");

describe("the plan of a week", () => {
  it("has the services that may deploy at any time, whether or not a slot stands outside of the windows", () => {
    const ledger = anAnytimeService("ledger", new Date("2026-12-24T12:00:00Z"));
    const mailer = anAnytimeService("mailer", null);
    const plan = weekPlanOf(aWeek({ anytime: { services: [ledger, mailer] } }), from, new Date("2026-11-24T12:00:00Z"));
    expect(plan.anytime.services).toEqual([ledger, mailer]);
  });

  it("lets a licence lapse at its instant, however long ago the week was read", () => {
    const lapsesAt = new Date("2026-11-24T12:00:00Z");
    const week = aWeek({ anytime: { services: [anAnytimeService("ledger", lapsesAt)] } });
    const at = (now: Date) => weekPlanOf(week, from, now).anytime.services;
    expect(at(new Date(lapsesAt.getTime() - 1))).toMatchObject([{ licensed: true, lapsesAt }]);
    expect(at(lapsesAt)).toMatchObject([
      {
        licensed: false,
        lapsesAt: null,
        missing: ["self_recovery"],
        reason: "ledger may not deploy at any time now. Self-recovery: its proof expired Tue 24 Nov 2026 13:00 CET.",
      },
    ]);
  });

  it("places what the first screenful left out, and offers no room there", () => {
    const night = anOpening("night", during, { lanes: 1 });
    const week = aWeek({ occurrences: [night], rest: [[0, 1, 1800, 1860]] });
    const { taken, free } = weekPlanOf(week, from, from);
    expect(taken).toMatchObject([
      { occurrenceId: "night", lane: 1, during: rangeOf("2026-11-24T05:00:00Z", "2026-11-24T06:00:00Z") },
    ]);
    expect(free.map((room) => room.during)).toEqual([rangeOf("2026-11-24T06:00:00Z", "2026-11-24T11:00:00Z")]);
  });

  it("has nothing while nothing opens and nothing stands in it, unless its environment is always open", () => {
    const isEmpty = (week: ReturnType<typeof aWeek>) => hasNothing(weekPlanOf(week, from, from));
    const { environment } = aWeek();
    expect(isEmpty(aWeek({ anytime: { services: [anAnytimeService("ledger", null)] } }))).toBe(true);
    expect(isEmpty(aWeek({ occurrences: [anOpening("night", during)] }))).toBe(false);
    expect(isEmpty(aWeek({ slots: [aSlotAt("s", during)] }))).toBe(false);
    expect(isEmpty(aWeek({ environment: { ...environment, defaultOpen: true } }))).toBe(false);
  });
});
