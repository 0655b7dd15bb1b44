import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Boarder,
  type BoardingDeparture,
  type BoardingWish,
  decideBoarding,
  nextPlace,
  type Passenger,
} from "./boarding";

const at = (text: string) => new Date(`2026-11-${text}:00Z`);
const now = at("24T10:00");
const passenger = (name: string, more: Partial<Passenger> = {}): Passenger => ({
  ticketId: `t-${name}`,
  serviceId: name,
  name: `${name} 1.0`,
  kind: "feature",
  accepted: false,
  hotfix: false,
  boardedAt: at("23T10:00"),
  ...more,
});
const departure = (more: Partial<BoardingDeparture> = {}): BoardingDeparture => ({
  id: "d1",
  name: "Weekly, Tue 1 Dec, 06:00",
  zone: "UTC",
  status: "boarding",
  boardingAt: at("17T09:00"),
  cutOffAt: at("25T17:00"),
  capacity: 2,
  bumping: "never",
  aboard: [],
  ...more,
});
const boarder = (more: Partial<Boarder> = {}): Boarder => ({
  releaseId: "r",
  serviceId: "ledger",
  name: "ledger 2.0",
  kind: "feature",
  status: "with_qa",
  ...more,
});
const wish = (more: Partial<BoardingWish> = {}): BoardingWish => ({
  hotfix: false,
  mayBoardLate: false,
  next: { name: "Weekly, Tue 8 Dec, 06:00", boardingAt: at("26T09:00"), cutOffAt: at("30T17:00") },
  ...more,
});
const decide = (d: BoardingDeparture, b: Boarder = boarder(), w: BoardingWish = wish(), t = now) =>
  decideBoarding(b, d, w, t);
const refused = (code: string) => ({ ok: false, refusal: { code } });

describe("boarding", () => {
  it("is open from its opening until the cut-off, and says when it opens", () => {
    expect(decide(departure())).toMatchObject({ ok: true, value: { bumped: null } });
    const early = decide(departure({ status: "scheduled", boardingAt: at("26T09:00") }));
    expect(early).toMatchObject({ ok: false, refusal: { code: "not_boarding", nextOpen: at("26T09:00") } });
  });

  it("after the cut-off names the next departure and when it boards", () => {
    const late = decide(departure({ status: "locked" }));
    expect(late).toMatchObject({ ok: false, refusal: { code: "not_boarding", nextOpen: at("26T09:00") } });
    expect(!late.ok && late.refusal.message).toContain("The next one is Weekly, Tue 8 Dec");
    expect(decide(departure(), boarder(), wish(), at("25T17:00"))).toMatchObject(refused("not_boarding"));
  });

  it("takes a hotfix after the cut-off and beyond the capacity, for who may open slots; nothing else", () => {
    const full = departure({ status: "go", aboard: [passenger("a"), passenger("b")] });
    const hotfix = boarder({ kind: "hotfix" });
    expect(decide(full, hotfix, wish({ hotfix: true, mayBoardLate: true }))).toMatchObject({ ok: true });
    expect(decide(full, hotfix, wish({ hotfix: true }))).toMatchObject(refused("forbidden"));
    expect(decide(full, boarder(), wish({ hotfix: true, mayBoardLate: true }))).toMatchObject(refused("wrong_state"));
  });

  it("refuses a second release of the same service, and what is leaving or over", () => {
    expect(decide(departure({ aboard: [passenger("ledger")] }))).toMatchObject(refused("service_taken"));
    expect(decide(departure(), boarder({ status: "released" }))).toMatchObject(refused("wrong_state"));
    expect(decide(departure({ status: "departed" }))).toMatchObject(refused("wrong_state"));
    expect(decide(departure({ status: "skipped" }))).toMatchObject(refused("wrong_state"));
  });

  it("when full names who is aboard and why nobody makes room", () => {
    const full = decide(departure({ aboard: [passenger("a"), passenger("b", { accepted: true })] }));
    expect(full).toMatchObject(refused("departure_full"));
    expect(!full.ok && full.refusal.rules.map(({ name }) => name)).toEqual([
      "Weekly, Tue 1 Dec, 06:00",
      "a 1.0",
      "b 1.0",
    ]);
    expect(!full.ok && full.refusal.message).toContain("All 2 places");
  });

  it("counts no hotfix in the capacity", () => {
    expect(
      decide(departure({ aboard: [passenger("a"), passenger("b", { hotfix: true, kind: "hotfix" })] })),
    ).toMatchObject({ ok: true });
  });

  it.each([
    ["hotfix", boarder({ kind: "hotfix" }), "b"],
    ["hotfix", boarder({ status: "accepted" }), null],
    ["readiest", boarder({ status: "accepted" }), "b"],
    ["readiest", boarder({ status: "with_qa" }), null],
    ["never", boarder({ kind: "hotfix", status: "accepted" }), null],
  ] as const)(
    "with the rule %s makes room or not, the last feature to board first, and says why",
    (bumping, who, out) => {
      const aboard = [
        passenger("a", { boardedAt: at("22T10:00") }),
        passenger("b", { boardedAt: at("23T12:00") }),
        passenger("c", { kind: "fix", boardedAt: at("23T15:00"), accepted: true }),
      ];
      const decision = decide(departure({ capacity: 3, bumping, aboard }), who);
      if (out === null) return expect(decision).toMatchObject(refused("departure_full"));
      expect(decision).toMatchObject({ ok: true, value: { bumped: { serviceId: out } } });
      expect(decision.ok && decision.value.reason).toContain("makes room");
    },
  );
});

describe("who misses a departure", () => {
  it("is never lost, never doubled and never put where no seat is, whatever is full", () => {
    const run = fc.record({
      id: fc.uuid(),
      status: fc.constantFrom("scheduled", "boarding", "locked", "go", "departed", "cancelled", "skipped"),
      departsAt: fc.date({ min: now, max: at("30T00:00"), noInvalidDate: true }),
      lead: fc.integer({ min: 0, max: 72 }),
      capacity: fc.option(fc.integer({ min: 1, max: 3 }), { nil: null }),
    });
    const missing = fc.array(fc.record({ serviceId: fc.constantFrom("a", "b", "c", "d"), hotfix: fc.boolean() }), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(fc.array(run, { maxLength: 6 }), missing, (runs, tickets) => {
        const places = runs.map(({ lead, ...each }) => ({
          ...each,
          status: each.status as BoardingDeparture["status"],
          cutOffAt: new Date(each.departsAt.getTime() - lead * 3_600_000),
          aboard: [] as { serviceId: string; hotfix: boolean }[],
        }));
        let waiting = 0;
        for (const ticket of tickets) {
          const place = nextPlace(ticket, places, now, now);
          const found = places.find(({ id }) => id === place?.id);
          if (found === undefined) waiting += 1;
          else found.aboard = [...found.aboard, ticket];
        }
        expect(places.reduce((sum, { aboard }) => sum + aboard.length, waiting)).toBe(tickets.length);
        for (const { aboard, capacity, status, cutOffAt } of places) {
          if (aboard.length > 0) expect(["scheduled", "boarding"]).toContain(status);
          if (aboard.length > 0) expect(cutOffAt > now).toBe(true);
          if (capacity !== null) expect(aboard.filter(({ hotfix }) => !hotfix).length).toBeLessThanOrEqual(capacity);
          expect(new Set(aboard.map(({ serviceId }) => serviceId)).size).toBe(aboard.length);
        }
      }),
    );
  });
});
