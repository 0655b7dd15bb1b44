import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { releaseKinds } from "@/lib/domain/release-state";
import { slotSummaryStates } from "@/lib/domain/slot-summary";
import { addressFrom, filterOf, noFilter, viewNameOf, wordsOfFilter } from "./schedule-address";

const address = (query: string) => addressFrom((name) => new URLSearchParams(query).get(name));

describe("the address of the schedule", () => {
  it("says nothing where it says nothing", () => {
    expect(filterOf(address(""))).toEqual({});
    expect(viewNameOf(address(""))).toBeNull();
    expect(Object.values(address("slot=&team="))).toEqual(Array(13).fill(null));
  });

  it("narrows by lists", () => {
    expect(filterOf(address("team=a,b&service=c&state=at_risk,missed&kind=hotfix&mine=1"))).toEqual({
      teamIds: ["a", "b"],
      serviceIds: ["c"],
      states: ["at_risk", "missed"],
      kinds: ["hotfix"],
      mine: true,
    });
  });

  it("passes over words that it does not know", () => {
    expect(viewNameOf(address("view=year"))).toBeNull();
    expect(filterOf(address("state=great&kind=,,&mine=yes"))).toEqual({});
  });

  it("is written as it is read", () => {
    const some = <T>(values: readonly T[]) => fc.option(fc.subarray([...values], { minLength: 1 }), { nil: undefined });
    const filters = fc.record(
      {
        teamIds: some(["t1", "t2", "t3"]),
        serviceIds: some(["s1", "s2"]),
        states: some(slotSummaryStates),
        kinds: some(releaseKinds),
        mine: fc.constant(true),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(filters, (filter) => {
        const words = wordsOfFilter(filter);
        expect(filterOf({ ...address(""), ...words })).toEqual(JSON.parse(JSON.stringify(filter)));
      }),
    );
    expect(filterOf({ ...address("team=a&mine=1"), ...noFilter })).toEqual({});
  });
});
