import { describe, expect, it } from "vitest";
import { type BookedSlot, slotsHitBy } from "./freeze-hits";
import { range } from "./testing/slot-example";

const slot: BookedSlot = {
  environmentId: "production",
  teamId: "storefront",
  origin: "window",
  during: range("24T07:00", "24T09:00"),
  releases: [{ serviceId: "web", teamId: "storefront", kind: "feature" }],
};
const everywhere = { environmentIds: null, teamIds: null, serviceIds: null };
const freeze = { grade: "closed" as const, scope: everywhere, periods: [range("24T06:00", "25T00:00")] };
const hit = (change: Partial<typeof freeze> | object, given: Partial<BookedSlot> = {}) =>
  slotsHitBy({ ...freeze, ...change }, [{ ...slot, ...given }]).length === 1;

describe("a freeze hits the slots", () => {
  it("that would open in one of its periods, not those that only reach into it", () => {
    expect(hit({})).toBe(true);
    expect(hit({ periods: [range("24T08:00", "25T00:00")] })).toBe(false);
    expect(hit({ periods: [range("24T00:00", "24T07:00")] })).toBe(false);
    expect(hit({ periods: [range("20T00:00", "21T00:00"), range("24T07:00", "24T07:01")] })).toBe(true);
  });

  it("in its scope and grade, if it hits any of their releases", () => {
    expect(hit({ grade: "no_train" })).toBe(false);
    expect(hit({ grade: "hotfix_only" })).toBe(true);
    expect(
      hit({ grade: "hotfix_only" }, { releases: [{ serviceId: "web", teamId: "storefront", kind: "hotfix" }] }),
    ).toBe(false);
    expect(hit({ scope: { ...everywhere, environmentIds: ["staging"] } })).toBe(false);
    expect(hit({ scope: { ...everywhere, serviceIds: ["api"] } })).toBe(false);
    const two: BookedSlot["releases"] = [...slot.releases, { serviceId: "api", teamId: "storefront", kind: "fix" }];
    expect(hit({ scope: { ...everywhere, serviceIds: ["api"] } }, { releases: two })).toBe(true);
  });

  it("of its team, when nobody has said yet for which release", () => {
    expect(hit({ scope: { ...everywhere, teamIds: ["storefront"] } }, { releases: [] })).toBe(true);
    expect(hit({ scope: { ...everywhere, teamIds: ["storefront"] } }, { releases: [], teamId: null })).toBe(false);
  });
});
