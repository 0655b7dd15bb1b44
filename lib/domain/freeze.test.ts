import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contains, type Range } from "@/lib/time/range";
import {
  closedForAll,
  type FreezeException,
  type FreezeScope,
  freezeHits,
  freezeReaches,
  freezesThatHit,
  type Intent,
} from "./freeze";
import { freezeGrades } from "./freeze-grade";
import { releaseKinds } from "./release-state";
import { at, exception, freeze, range } from "./testing/slot-example";

const everywhere: FreezeScope = { environmentIds: null, teamIds: null, serviceIds: null };
const nobody = { environmentIds: [], teamIds: [], serviceIds: [] };
const web: Intent = {
  environmentId: "production",
  serviceId: "web",
  teamId: "storefront",
  releaseKind: "feature",
  origin: "window",
  releaseId: "web-47",
};

describe("a scope", () => {
  it.each<[string, Partial<FreezeScope>, boolean]>([
    ["reaches everything when it names nothing", {}, true],
    ["widens within a kind", { serviceIds: ["api", "web"] }, true],
    ["narrows between kinds", { environmentIds: ["production"], serviceIds: ["api"] }, false],
    ["leaves an excluded team out", { excluded: { ...nobody, teamIds: ["storefront"] } }, false],
    ["leaves an excluded service out", { excluded: { ...nobody, serviceIds: ["web"] } }, false],
    ["leaves an excluded environment out", { excluded: { ...nobody, environmentIds: ["production"] } }, false],
    [
      "lets an exclude beat an include",
      { teamIds: ["storefront"], excluded: { ...nobody, serviceIds: ["web"] } },
      false,
    ],
    ["is not narrowed by an exclude of somebody else", { excluded: { ...nobody, teamIds: ["payments"] } }, true],
  ])("%s", (_, scope, reached) => {
    expect(freezeReaches({ ...everywhere, ...scope }, web)).toBe(reached);
  });

  it("of named teams does not hold whose team is unknown, and one of all but a team does", () => {
    const unknown = { environmentId: "production" };
    expect(freezeReaches({ ...everywhere, teamIds: ["storefront"] }, unknown)).toBe(false);
    expect(freezeReaches({ ...everywhere, excluded: { ...nobody, teamIds: ["storefront"] } }, unknown)).toBe(true);
  });

  it("never grows by an exclude, whatever is asked for", () => {
    const ids = fc.subarray(["a", "b", "c"]);
    const lists = fc.record({ environmentIds: ids, teamIds: ids, serviceIds: ids });
    const id = fc.option(fc.constantFrom("a", "b", "c"));
    const asked = fc.record({ environmentId: fc.constantFrom("a", "b", "c"), teamId: id, serviceId: id });
    fc.assert(
      fc.property(lists, lists, asked, (included, excluded, intent) => {
        const some = (list: string[]) => (list.length === 0 ? null : list);
        const scope = {
          environmentIds: some(included.environmentIds),
          teamIds: some(included.teamIds),
          serviceIds: some(included.serviceIds),
        };
        if (freezeReaches({ ...scope, excluded }, intent)) expect(freezeReaches(scope, intent)).toBe(true);
        const { environmentId, teamId, serviceId } = intent;
        const isOut =
          excluded.environmentIds.includes(environmentId) ||
          (teamId !== null && excluded.teamIds.includes(teamId)) ||
          (serviceId !== null && excluded.serviceIds.includes(serviceId));
        if (isOut) expect(freezeReaches({ ...scope, excluded }, intent)).toBe(false);
      }),
    );
  });
});

describe("a grade", () => {
  it.each(freezeGrades)("%s never closes a way back", (grade) => {
    for (const releaseKind of releaseKinds) {
      const intent: Intent = { ...web, releaseKind, origin: "train", purpose: "roll_back" };
      expect(freezeHits({ grade, scope: everywhere }, intent)).toBe(false);
    }
  });

  it("hotfix_only lets a hotfix pass and nothing whose kind is unknown", () => {
    const hits = (releaseKind: Intent["releaseKind"]) =>
      freezeHits({ grade: "hotfix_only", scope: everywhere }, { ...web, releaseKind });
    expect([hits("hotfix"), hits("fix"), hits("feature"), hits(null)]).toEqual([false, true, true, true]);
  });
});

describe("an exception", () => {
  const granted = { ...exception, releaseId: "web-47", during: range("24T08:00", "24T10:00") };
  const day = (change: Partial<FreezeException> = {}) =>
    freeze(range("24T00:00", "25T00:00"), { exceptions: [{ ...granted, ...change }] });
  const closed = (given: ReturnType<typeof day>, ...intents: Intent[]): Range[] =>
    freezesThatHit([given], intents).map(({ during }) => during);

  it("takes exactly its time box out, for its release", () => {
    expect(closed(day(), web)).toEqual([range("24T00:00", "24T08:00"), range("24T10:00", "25T00:00")]);
  });

  it.each<[string, Partial<FreezeException>]>([
    ["another release", { releaseId: "web-48" }],
    ["another environment", { environmentId: "staging" }],
    ["one that was only asked for", { status: "requested" }],
    ["a time box outside the freeze", { during: range("25T08:00", "25T10:00") }],
  ])("of %s opens nothing", (_, change) => {
    expect(closed(day(change), web)).toEqual([range("24T00:00", "25T00:00")]);
  });

  it("opens nothing for those that have none and go out in the same slot", () => {
    expect(closed(day(), web, { ...web, serviceId: "api", releaseId: "api-12" })).toEqual([
      range("24T00:00", "25T00:00"),
    ]);
  });

  it("opens nothing for a release that nobody has named yet", () => {
    expect(closed(day(), { ...web, releaseId: null })).toEqual([range("24T00:00", "25T00:00")]);
  });

  it("invites to book in its time box, where the freeze closes for everybody else", () => {
    expect(closedForAll([day()], "production")).toEqual([range("24T00:00", "24T08:00"), range("24T10:00", "25T00:00")]);
    expect(closedForAll([day()], "staging")).toEqual([range("24T00:00", "25T00:00")]);
    const but = { ...day(), scope: { ...everywhere, excluded: { ...nobody, teamIds: ["storefront"] } } };
    expect(closedForAll([but], "production")).toEqual([]);
  });

  it("never opens an instant outside its time box, and never closes one that was open", () => {
    const hour = fc.integer({ min: 0, max: 47 });
    const instant = (hours: number) => new Date(at("24T00:00").getTime() + hours * 3_600_000);
    const box = fc.tuple(hour, fc.integer({ min: 1, max: 12 }));
    fc.assert(
      fc.property(fc.array(box, { maxLength: 4 }), hour, (boxes, asked) => {
        const exceptions = boxes.map(([start, length], index) => ({
          ...granted,
          id: String(index),
          during: { start: instant(start), end: instant(start + length) },
        }));
        const stretch = freeze(range("24T06:00", "25T18:00"), { exceptions });
        const isClosed = closed(stretch, web).some((during) => contains(during, instant(asked)));
        const inBox = exceptions.some(({ during }) => contains(during, instant(asked)));
        expect(isClosed).toBe(contains(stretch.during, instant(asked)) && !inBox);
      }),
    );
  });
});
