import { describe, expect, it } from "vitest";
import type { BookingFacts } from "./booking-facts";
import { proposeMove } from "./conflict-proposal";
import { conflictsOf } from "./conflicts";
import { whyNoRoom } from "./no-room";
import type { PlanFacts, PlannedSlot } from "./planned-slot";
import { type ProposalRequest, proposeSlots } from "./slot-proposals";
import { facts, ledgerSlot, monday, thursday, tuesday } from "./testing/booking-example";
import {
  noFacts,
  planned,
  plannedLedger,
  planOf,
  storefront,
  webOnLedger,
  webRelease,
} from "./testing/conflict-example";
import { at, freeze, range } from "./testing/slot-example";

const request: ProposalRequest = {
  origin: "window",
  team: storefront,
  releases: [webRelease],
  cadence: "slow",
  durationMinutes: 60,
  notBefore: monday,
};
const propose = (change: Partial<ProposalRequest> = {}, slots: PlannedSlot[] = [], plan: PlanFacts = noFacts) =>
  proposeSlots({ ...request, ...change }, facts, planOf(slots, plan), monday);
const wordsOf = (proposal: { remarks: { words: string }[] } | undefined) => proposal?.remarks.map(({ words }) => words);

describe("the ranked proposals", () => {
  it("put a place inside the team's hours before an earlier one outside of them, and keep the earliest", () => {
    // Core opens at 06:00, the team at 08:00: lane 2 is free from six on.
    const [first, second] = propose();
    expect(first?.during).toEqual(range("24T07:00", "24T08:00"));
    expect(wordsOf(first)).toEqual([
      "Inside Storefront’s working hours",
      "Core is made for slow cadence, as web ships",
    ]);
    expect(second?.during).toEqual(range("24T05:00", "24T06:00"));
  });

  it("come after the soak, and the earliest says why there is none before", () => {
    const soak = {
      until: at("24T08:20"),
      isOpen: false,
      reason: "rc 3 runs in Staging and must run there until then.",
    };
    const places = propose({ soak });
    expect(places.every(({ during }) => during.start >= soak.until)).toBe(true);
    const earliest = places.find((place) => wordsOf(place)?.[0] === "Earliest");
    expect(earliest?.remarks).toContainEqual({
      isGood: true,
      words: "After its soak: rc 3 runs in Staging and must run there until then",
    });
    expect(places.filter((place) => wordsOf(place)?.join(" ").includes("soak"))).toEqual([earliest]);
    const later = propose({ soak, notBefore: at("26T00:00") });
    expect(later.flatMap((place) => wordsOf(place) ?? []).join(" ")).not.toContain("soak");
  });

  it("say of each that it may be too early, where the soak has not begun", () => {
    const places = propose({
      soak: { until: at("24T08:20"), isOpen: true, reason: "It does not run in Staging yet." },
    });
    for (const { remarks } of places)
      expect(remarks).toContainEqual({ isGood: false, words: "It does not run in Staging yet" });
  });

  it("say of the earliest what speaks against it", () => {
    const earliest = propose().find(({ during }) => during.start.getTime() === at("24T05:00").getTime());
    expect(earliest?.remarks[0]).toEqual({ isGood: true, words: "Earliest" });
    expect(earliest?.remarks[1]).toEqual({ isGood: false, words: "Outside Storefront’s working hours" });
  });

  it("wait for the base, and say how long after it they are", () => {
    const [first] = propose({}, [plannedLedger("b", "24T07:00", "24T09:00")], webOnLedger);
    expect(first?.during).toEqual(range("24T09:00", "24T10:00"));
    expect(wordsOf(first)).toContain("Right after ledger 4.2.0, which it depends on");
  });

  it("do not repeat what speaks against every place: that the release is booked already", () => {
    const [first] = propose({}, [planned("booked", { during: range("30T09:00", "30T10:00") })]);
    expect(wordsOf(first)?.join(" ")).not.toContain("booked twice");
  });

  it("tell of a conflict where it cannot be helped", () => {
    const [first] = propose({ durationMinutes: 240 }, [plannedLedger("b", "27T07:00", "27T09:00")], webOnLedger);
    expect(first?.remarks.filter(({ isGood }) => !isGood).map(({ words }) => words)).toContainEqual(
      expect.stringMatching(/before ledger 4\.2\.0, which it depends on/),
    );
  });

  it("go beside an own slot, all else being equal", () => {
    const own = planned("own", {
      during: range("24T09:30", "24T10:30"),
      lane: 2,
      releases: [{ ...webRelease, releaseId: "s", serviceId: "service-search", serviceName: "search" }],
    });
    const taken = { id: "own", occurrenceId: tuesday.id, lane: 2, during: own.during, services: [] };
    const [first] = proposeSlots(request, { ...facts, slots: [ledgerSlot, taken] }, planOf([own]), monday);
    expect(first?.during).toEqual(range("24T08:30", "24T09:30"));
    expect(wordsOf(first)).toContain("Beside search 2026.47, which Storefront deploys too");
  });

  it("put a window of the service's own cadence first, within a day", () => {
    const quick = {
      ...thursday,
      id: "quick",
      windowName: "Quick lane",
      cadence: "quick" as const,
      during: range("24T11:00", "24T14:00"),
    };
    const both: BookingFacts = { ...facts, occurrences: [tuesday, quick] };
    const [first, second] = proposeSlots({ ...request, cadence: "quick" }, both, planOf([]), monday);
    expect(first?.occurrenceId).toBe("quick");
    expect(wordsOf(second)).toContain("Core is made for slow cadence, web for quick cadence");
  });

  it("are the earliest of each opening as long as nobody says for whom", () => {
    expect(propose({ team: null, releases: [] }).map(({ during }) => during.start)).toEqual([
      at("24T05:00"),
      at("26T05:00"),
    ]);
  });
});

describe("why there is no room", () => {
  const why = (given: Partial<BookingFacts>, minutes = 60) =>
    whyNoRoom(
      { ...request, teamId: storefront.id, durationMinutes: minutes },
      { ...facts, ...given },
      monday,
      at("30T00:00"),
    ).map(({ reason }) => reason);
  const full = [1, 2].map((lane) => ({ ...ledgerSlot, id: `full ${lane}`, lane, during: tuesday.during }));

  it("is that nothing opens, or not for long enough", () => {
    expect(why({ occurrences: [] })).toEqual(["Production does not open before Mon 30 Nov 2026 01:00 CET."]);
    expect(why({}, 500)).toEqual(["No opening is long enough: the longest lasts 6 h, and 8 h 20 min are wanted."]);
  });

  it("is each rule that closes, once", () => {
    const frozen = freeze(range("26T00:00", "27T00:00"));
    expect(why({ slots: full, freezes: [frozen] })).toEqual([
      "The 2 lanes of Core are taken until Tue 24 Nov 12:00 CET.",
      "Thanksgiving freeze closes Production for everything, Thu 26 Nov 01:00 – Fri 27 Nov 01:00 CET.",
    ]);
  });

  it("is the service that another slot deploys all the time", () => {
    const same = {
      ...ledgerSlot,
      during: tuesday.during,
      services: [{ serviceId: "service-web", serviceName: "web" }],
    };
    expect(why({ occurrences: [tuesday], slots: [same] })).toEqual([
      "web is already deployed to Production Tue 24 Nov 06:00–12:00 CET.",
    ]);
  });

  it("is the lead time where the opening is too soon", () => {
    const soon = { ...tuesday, leadMinutes: 10_000 };
    expect(why({ occurrences: [soon] })).toEqual(["Core asks to be booked 10000 minutes ahead."]);
  });
});

describe("the way out of a conflict", () => {
  const wayOut = (
    slot: PlannedSlot,
    others: PlannedSlot[],
    plan: PlanFacts = noFacts,
    given: Partial<BookingFacts> = {},
  ) => {
    const whole = planOf([slot, ...others], plan);
    const [conflict] = conflictsOf(slot, whole);
    return conflict && proposeMove(conflict, slot, whole, { ...facts, ...given }, monday);
  };

  it("is the nearest free place without the conflict and without a new one", () => {
    const ledger = plannedLedger("b", "24T08:00", "24T09:30");
    expect(wayOut(planned("a", { during: range("24T08:30", "24T09:30") }), [ledger], webOnLedger)).toEqual({
      occurrenceId: tuesday.id,
      lane: 1,
      during: range("24T09:30", "24T10:30"),
    });
  });

  it("for a service before its base is never farther ahead of it, also where nobody would notice", () => {
    const soon = {
      ...thursday,
      id: "next",
      during: { start: new Date("2026-12-03T05:00:00Z"), end: new Date("2026-12-03T11:00:00Z") },
    };
    const late = plannedLedger("b", "24T08:00", "24T09:30", {
      during: { start: new Date("2026-12-01T12:00:00Z"), end: new Date("2026-12-01T13:00:00Z") },
    });
    const slot = planned("a", { during: range("26T09:00", "26T10:00") });
    const given = { occurrences: [tuesday, thursday, soon] };
    expect(wayOut(slot, [late], webOnLedger, given)?.occurrenceId).toBe("next");
  });

  it("lies outside the freeze", () => {
    const freezes = [freeze(range("24T08:00", "24T20:00"))];
    const place = wayOut(planned("a"), [], { ...noFacts, freezes }, { freezes });
    expect(place?.during).toEqual(range("24T07:00", "24T08:00"));
  });

  it("is nothing for what no move can mend, or where there is no other place", () => {
    const breaking = planned("a", { releases: [{ ...webRelease, databaseChange: "breaking" }] });
    expect(wayOut(breaking, [])).toBeUndefined();
    const saturday = planned("a", { during: range("28T09:00", "28T10:00") });
    expect(wayOut(saturday, [], noFacts, { occurrences: [] })).toBeUndefined();
  });

  it("is found around the clock where no window is needed", () => {
    const dev = { ...facts.environment, defaultOpen: true };
    const slot = planned("a", { occurrenceId: null, origin: "continuous", during: range("24T03:10", "24T04:10") });
    expect(wayOut(slot, [], noFacts, { environment: dev, occurrences: [], slots: [] })?.during).toEqual(
      range("24T07:00", "24T08:00"),
    );
  });
});
