import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { conflictsOf, findConflicts } from "./conflicts";
import type { PlannedSlot } from "./planned-slot";
import {
  noFacts,
  payments,
  planned,
  plannedLedger,
  planOf,
  storefront,
  webOnLedger,
  webRelease,
} from "./testing/conflict-example";
import { freeze, range } from "./testing/slot-example";

const causesOf = (slots: PlannedSlot[], facts = noFacts) =>
  findConflicts(planOf(slots, facts)).conflicts.map(({ cause }) => cause);
const sentencesOf = (slots: PlannedSlot[], facts = noFacts) =>
  findConflicts(planOf(slots, facts)).conflicts.map(({ sentence }) => sentence);

const at = (hours: number) => new Date(Date.parse("2026-11-24T00:00:00Z") + hours * 3_600_000);
const keysOf = (plan: ReturnType<typeof planOf>) => findConflicts(plan).conflicts.map(({ key }) => key);

describe("a slot by itself", () => {
  it("has no conflict inside its team's hours, outside every freeze and holiday", () => {
    expect(causesOf([planned("a")])).toEqual([]);
  });

  it("conflicts with a freeze that hits it, and with no other", () => {
    const hits = { ...noFacts, freezes: [freeze(range("24T09:30", "25T00:00"))] };
    expect(sentencesOf([planned("a")], hits)).toEqual([
      "web 2026.47 cannot leave: Thanksgiving freeze closes Production for everything, Tue 24 Nov 10:30 – Wed 25 Nov 01:00 CET.",
    ]);
    const touches = { ...noFacts, freezes: [freeze(range("24T10:00", "25T00:00"))] };
    expect(causesOf([planned("a")], touches)).toEqual([]);
    const passes = { ...noFacts, freezes: [freeze(range("24T00:00", "25T00:00"), { grade: "hotfix_only" })] };
    expect(causesOf([planned("a", { releases: [{ ...webRelease, kind: "hotfix" }] })], passes)).toEqual([]);
  });

  it("conflicts with a holiday and with the working hours of its owner's zone, not of its environment's", () => {
    const marks = [
      {
        id: "m",
        title: "Founders’ Day",
        calendarName: "Company",
        during: range("23T23:00", "24T23:00"),
        zone: "Europe/Berlin",
      },
    ];
    expect(sentencesOf([planned("a")], { ...noFacts, marks })).toEqual([
      "web 2026.47 leaves on Founders’ Day (Company).",
    ]);
    const newYork = { ...storefront, zone: "America/New_York" };
    expect(sentencesOf([planned("a", { team: newYork })])).toEqual([
      "web 2026.47 leaves when Storefront does not work: there it is Tue 24 Nov 04:00–05:00 EST.",
    ]);
    expect(causesOf([planned("a", { team: { ...newYork, zone: null } })])).toEqual([]);
  });

  it("conflicts with itself when it breaks the database and says no way back", () => {
    const breaking = { ...webRelease, databaseChange: "breaking" as const };
    expect(causesOf([planned("a", { releases: [breaking] })])).toEqual(["no_way_back"]);
    expect(causesOf([planned("a", { releases: [{ ...breaking, rollbackPlan: "Restore the copy." }] })])).toEqual([]);
  });
});

describe("two slots", () => {
  it("of one service are too close within two hours, in one environment", () => {
    const later = (from: string, to: string) =>
      planned("b", { during: range(from, to), releases: [{ ...webRelease, releaseId: "next", version: "2026.48" }] });
    expect(sentencesOf([planned("a"), later("24T11:59", "24T13:00")])).toEqual([
      "web is deployed to Production twice, 1 h 59 min apart: 2026.47 Tue 24 Nov 10:00–11:00 CET, 2026.48 Tue 24 Nov 12:59–14:00 CET.",
    ]);
    expect(causesOf([planned("a"), later("24T12:00", "24T13:00")])).toEqual([]);
    const staging = { id: "staging", name: "Staging", zone: "Europe/Berlin" };
    const elsewhere = { ...later("24T10:00", "24T11:00"), environment: staging };
    expect(causesOf([planned("a"), elsewhere])).toEqual([]);
  });

  it("of the very same release are one too many, however far apart", () => {
    const again = planned("b", { during: range("26T09:00", "26T10:00") });
    expect(causesOf([planned("a"), again])).toEqual(["same_service"]);
  });

  it("are in the wrong order when the dependent leaves before its base, or while it is being deployed", () => {
    expect(sentencesOf([planned("a"), plannedLedger("b", "24T11:00", "24T12:00")], webOnLedger)).toEqual([
      "web 2026.47 leaves 2 h before ledger 4.2.0, which it depends on (Tue 24 Nov 12:00–13:00 CET).",
    ]);
    expect(causesOf([planned("a"), plannedLedger("b", "24T08:30", "24T09:30")], webOnLedger)).toEqual([
      "dependency_order",
    ]);
    expect(causesOf([planned("a"), plannedLedger("b", "24T08:00", "24T09:00")], webOnLedger)).toEqual([]);
  });

  it("are in the wrong order through a third service, and not when the base comes another week", () => {
    const chain = {
      ...noFacts,
      dependencies: [
        { serviceId: "service-web", dependsOnId: "service-cart" },
        { serviceId: "service-cart", dependsOnId: "service-ledger" },
      ],
    };
    expect(causesOf([planned("a"), plannedLedger("b", "25T09:00", "25T10:00")], chain)).toEqual(["dependency_order"]);
    const late = plannedLedger("b", "30T09:01", "30T10:00", {
      during: { start: new Date("2026-12-01T09:01:00Z"), end: new Date("2026-12-01T10:00:00Z") },
    });
    expect(causesOf([planned("a"), late], chain)).toEqual([]);
  });

  it("with an order between them may overlap: the dependent waits by itself, unless it stands first", () => {
    const ordered = { ...webOnLedger, orders: [{ beforeSlotId: "b", afterSlotId: "a" }] };
    expect(causesOf([planned("a"), plannedLedger("b", "24T09:00", "24T11:00")], ordered)).toEqual([]);
    expect(causesOf([planned("a"), plannedLedger("b", "24T10:00", "24T11:00")], ordered)).toEqual(["dependency_order"]);
  });

  it("of one team at once are two places to be, in whichever environments", () => {
    const staging = { id: "staging", name: "Staging", zone: "Europe/Berlin" };
    const search = { ...webRelease, releaseId: "r", serviceId: "service-search", serviceName: "search" };
    const other = planned("b", { environment: staging, releases: [search], during: range("24T09:30", "24T10:30") });
    expect(sentencesOf([planned("a"), other])).toEqual([
      "Storefront has two places to be: web 2026.47 to Production (Tue 24 Nov 10:00–11:00 CET) and search 2026.47 to Staging (Tue 24 Nov 10:30–11:30 CET).",
    ]);
    expect(causesOf([planned("a"), { ...other, during: range("24T10:00", "24T11:00") }])).toEqual([]);
  });

  it("of one departure are in nobody's way: they leave by its plan", () => {
    const search = { ...webRelease, releaseId: "r", serviceId: "service-search", serviceName: "search" };
    const slots = [planned("a", { origin: "train" }), planned("b", { origin: "train", releases: [search] })];
    expect(causesOf(slots)).toEqual([]);
    expect(causesOf(slots.map((slot) => ({ ...slot, origin: "window" as const })))).toEqual(["two_places"]);
  });

  it("that both take their service down in one environment at once are one downtime too many", () => {
    const down = { ...webRelease, downtimeMinutes: 20 };
    const ledgerDown = plannedLedger("b", "24T09:30", "24T10:30");
    const alsoDown = { ...ledgerDown, releases: ledgerDown.releases.map((each) => ({ ...each, downtimeMinutes: 5 })) };
    expect(causesOf([planned("a", { releases: [down] }), alsoDown])).toEqual(["downtime"]);
    expect(causesOf([planned("a", { releases: [down] }), ledgerDown])).toEqual([]);
  });
});

describe("the list of conflicts", () => {
  it("tells of a pair once, of the slot that had better move, and by cause", () => {
    const slots = [
      planned("a"),
      plannedLedger("b", "24T11:00", "24T12:00"),
      planned("c", { during: range("28T09:00", "28T10:00") }),
    ];
    expect(
      findConflicts(planOf(slots, webOnLedger)).conflicts.map(({ cause, slotId, otherSlotId }) => [
        cause,
        slotId,
        otherSlotId,
      ]),
    ).toEqual([
      ["dependency_order", "a", "b"],
      ["same_service", "c", "a"],
      ["outside_hours", "c", undefined],
    ]);
  });

  const someSlots = fc
    .array(
      fc.record({
        from: fc.oneof(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 400 })),
        length: fc.integer({ min: 1, max: 50 }),
        service: fc.constantFrom("service-web", "service-ledger"),
        release: fc.integer({ min: 1, max: 20 }),
        team: fc.constantFrom(storefront, payments),
        down: fc.boolean(),
      }),
      { maxLength: 10 },
    )
    .map((given) =>
      given.map(({ from, length, service, release, team, down }, index) =>
        planned(`s${index}`, {
          team,
          during: { start: at(from), end: at(from + length) },
          releases: [
            { ...webRelease, releaseId: `${service} ${release}`, serviceId: service, downtimeMinutes: down ? 5 : 0 },
          ],
        }),
      ),
    );

  it("misses nothing that two slots alone in the plan would have with each other", () => {
    fc.assert(
      fc.property(someSlots, (slots) => {
        const pairs = slots.flatMap((a, index) => slots.slice(index + 1).map((b) => [a, b]));
        const ofPairs = [...slots.map((slot) => [slot]), ...pairs].flatMap((each) => keysOf(planOf(each, webOnLedger)));
        expect(new Set(keysOf(planOf(slots, webOnLedger)))).toEqual(new Set(ofPairs));
      }),
    );
  });

  it("finds the nearest first and stops where it is told to, looking only at what can be in the way", () => {
    const slots = Array.from({ length: 1_000 }, (_, index) =>
      planned(`s${index}`, {
        during: { start: at(index * 3), end: at(index * 3 + 4) },
        releases: [{ ...webRelease, releaseId: `r${index}` }],
        team: { ...storefront, zone: null },
      }),
    );
    const plan = planOf(slots);
    expect(findConflicts(plan)).toMatchObject({ isAll: true, conflicts: { length: 2 * 999 } });
    const { conflicts, isAll } = findConflicts(plan, { most: 10 });
    expect(isAll).toBe(false);
    expect(conflicts.map(({ otherSlotId }) => Number(otherSlotId?.slice(1))).every((place) => place < 6)).toBe(true);
    let looks = 0;
    const concerns = (of: readonly PlannedSlot[]) => {
      looks++;
      return of.some(({ id }) => id === "s700");
    };
    expect(findConflicts(plan, { concerns }).conflicts).toHaveLength(4);
    expect(looks).toBeLessThan(3 * slots.length);
  });

  it("holds exactly what each slot tells of itself", () => {
    fc.assert(
      fc.property(someSlots, (slots) => {
        const plan = planOf(slots, webOnLedger);
        const alone = new Set(slots.flatMap((each) => conflictsOf(each, plan).map(({ key }) => key)));
        expect(new Set(findConflicts(plan).conflicts.map(({ key }) => key))).toEqual(alone);
      }),
    );
  });
});
