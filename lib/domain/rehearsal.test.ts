import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contains, merge } from "@/lib/time/range";
import { hoursPerWeek, rehearsalRanges, rehearse, stretchAt } from "./rehearsal";
import { rehearsalInWords } from "./rehearsal-words";
import { aRehearsedRelease, aRehearsedSlot } from "./testing/rehearsal-example";

const now = new Date("2026-11-24T12:00:00Z");
const hotfix = aRehearsedRelease({ kind: "hotfix", serviceName: "checkout" });
const shop = aRehearsedRelease({ teamName: "Shop", serviceName: "search" });

const past = [
  aRehearsedSlot("a", "2026-11-17T06:00:00Z"),
  aRehearsedSlot("b", "2026-11-10T06:00:00Z", { releases: [hotfix, shop] }),
  aRehearsedSlot("c", "2026-01-06T06:00:00Z"),
];
const coming = [aRehearsedSlot("d", "2026-12-01T06:00:00Z"), aRehearsedSlot("e", "2026-12-08T06:00:00Z")];
const because = (...ids: string[]) => new Map(ids.map((id) => [id, "Closed then."]));

describe("a rehearsal", () => {
  it("counts deployments, not slots, and says whose they were, the most first", () => {
    const { past: behind } = rehearse({ past, coming }, { before: because(), after: because("a", "b") }, now);
    expect(behind).toMatchObject({
      deployments: 4,
      blocked: {
        total: 3,
        byKind: [
          { kind: "feature", count: 2 },
          { kind: "hotfix", count: 1 },
        ],
        byTeam: [
          { name: "Payments", count: 2 },
          { name: "Shop", count: 1 },
        ],
        byService: [
          { name: "checkout", count: 1 },
          { name: "ledger", count: 1 },
          { name: "search", count: 1 },
        ],
      },
      freed: { total: 0 },
    });
    expect(behind.affected.map(({ slot }) => slot.id)).toEqual(["a", "b"]);
  });

  it("holds only the change against it: what neither rule let pass says nothing", () => {
    const { past: behind, coming: ahead } = rehearse(
      { past, coming },
      { before: because("a", "c", "d"), after: because("a", "b", "e") },
      now,
    );
    expect(behind.affected.map(({ slot, change }) => `${slot.id} ${change}`)).toEqual(["b blocked", "c freed"]);
    expect(ahead).toMatchObject({ slots: 2, blocked: 1, freed: 1 });
  });

  it("puts each deployment into its week, and all weeks together hold them all", () => {
    const { past: behind } = rehearse({ past, coming }, { before: because(), after: because("b") }, now);
    expect(behind.weeks).toHaveLength(52);
    expect(behind.weeks.reduce((sum, week) => sum + week.deployments, 0)).toBe(4);
    const [start, end] = [behind.weeks[0]?.start, now];
    expect(rehearsalRanges(now).past).toEqual({ start, end });
    expect(behind.weeks.filter(({ blocked }) => blocked > 0)).toEqual([
      { start: new Date("2026-11-03T12:00:00Z"), deployments: 2, blocked: 2, freed: 0 },
    ]);
  });

  it("says it in a sentence", () => {
    const words = (after: Map<string, string>, kind: "window" | "freeze" | "policy" = "freeze") =>
      rehearsalInWords(rehearse({ past, coming }, { before: because("c"), after }, now), kind);
    expect(words(because("a", "b", "c", "d", "e"))).toEqual([
      "Would have blocked 3 of 4 deployments of the past year, 1 of them a hotfix.",
      "2 booked slots would be missed.",
    ]);
    expect(words(because("d"), "window")).toEqual([
      "Would have blocked none of 4 deployments of the past year.",
      "Would have let 1 more deployment pass.",
      "1 booked slot would have no place any more.",
    ]);
    expect(
      rehearsalInWords(rehearse({ past: [], coming: [] }, { before: because(), after: because() }, now), "policy"),
    ).toEqual([
      "Nothing was deployed there in the past year that it could have blocked.",
      "No slot is booked there for the next quarter.",
    ]);
  });
});

describe("hours a week", () => {
  const day = (from: number, to: number) => ({ start: new Date(from * 3_600_000), end: new Date(to * 3_600_000) });

  it("are what is open less what is closed, on average", () => {
    const fortnight = day(0, 336);
    expect(hoursPerWeek([day(0, 10), day(5, 20), day(400, 500)], [day(8, 12)], fortnight)).toBe(8);
    expect(hoursPerWeek([fortnight], [], fortnight)).toBe(168);
  });
});

describe("the stretch that holds an instant", () => {
  const minute = (at: number) => new Date(at * 60_000);

  it("is the one that a search from end to end finds", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(200), fc.integer({ min: 1, max: 9 }))), fc.nat(210), (spans, at) => {
        const stretches = merge(spans.map(([from, length]) => ({ start: minute(from), end: minute(from + length) })));
        expect(stretchAt(stretches, minute(at))).toBe(stretches.find((each) => contains(each, minute(at))));
      }),
    );
  });
});
