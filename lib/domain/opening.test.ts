import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contains } from "@/lib/time/range";
import type { FreezeException } from "./freeze";
import { gatesPass } from "./gate";
import { decideGoNow, decideOpening } from "./opening";
import type { SlotFacts } from "./slot-facts";
import {
  at,
  core,
  coreOnThursday,
  exception,
  freeze,
  range,
  ready,
  signature,
  withHandoff,
} from "./testing/slot-example";

// The slot is 07:00–09:00 UTC, its window 05:00–11:00.
const frozen = (start: string, end: string): SlotFacts => ({ ...ready, freezes: [freeze(range(start, end))] });
const unsigned: SlotFacts = { ...ready, approvals: [] };
const outcome = (facts: SlotFacts, now: Date) => {
  const decided = decideOpening(facts, now);
  if (decided.decision === "missed") return ["missed", ...decided.failing.map((gate) => gate.gate)];
  return decided.decision === "wait" ? ["wait", decided.until] : ["open"];
};

describe("a due slot", () => {
  it("waits for its start, and opens at that second", () => {
    expect(outcome(ready, at("24T06:59"))).toEqual(["wait", at("24T07:00")]);
    expect(outcome(ready, at("24T07:00"))).toEqual(["open"]);
  });

  it("opens late after downtime, but never at its end (rule 11, case 26)", () => {
    expect(outcome(ready, new Date(at("24T09:00").getTime() - 1))).toEqual(["open"]);
    expect(outcome(ready, at("24T09:00"))).toEqual(["missed", "time"]);
    expect(outcome(ready, at("27T09:00"))).toEqual(["missed", "time"]);
  });

  it("waits to its end for what people can still do, then is missed with the gate and the time (cases 16, 21)", () => {
    expect(outcome(unsigned, at("24T07:00"))).toEqual(["wait", at("24T09:00")]);
    expect(outcome(unsigned, at("24T08:59"))).toEqual(["wait", at("24T09:00")]);
    expect(outcome({ ...unsigned, approvals: [signature(unsigned)] }, at("24T08:59"))).toEqual(["open"]);
    expect(outcome(unsigned, at("24T09:00"))).toEqual(["missed", "approvals", "time"]);
  });

  it("waits for QA, a hold and a target alike", () => {
    const blocker = { id: "b", reason: "wait", placedByName: "Mara", placedAt: at("24T06:30"), resolvedAt: null };
    const held: SlotFacts = { ...ready, blockers: [blocker] };
    for (const facts of [withHandoff({ state: "testing" }), withHandoff({ state: "rejected" }), held]) {
      expect(outcome(facts, at("24T07:30"))).toEqual(["wait", at("24T09:00")]);
    }
  });

  it("ships over no open rejection, however long it waits (case 18)", () => {
    expect(outcome(withHandoff({ state: "rejected" }), at("24T09:00"))).toEqual(["missed", "qa", "time"]);
  });

  it("is missed at once by a freeze that lasts to its end, with that reason", () => {
    const decided = decideOpening(frozen("24T06:00", "25T00:00"), at("24T07:00"));
    expect(decided).toMatchObject({ decision: "missed", failing: [{ gate: "freeze", title: "Thanksgiving freeze" }] });
    expect(outcome(frozen("24T06:00", "24T09:00"), at("24T07:00"))).toEqual(["missed", "freeze"]);
  });

  it("waits for a freeze that ends before it does", () => {
    expect(outcome(frozen("24T06:00", "24T08:00"), at("24T07:00"))).toEqual(["wait", at("24T08:00")]);
    expect(outcome(frozen("24T06:00", "24T08:00"), at("24T08:00"))).toEqual(["open"]);
  });

  it("is judged again where a freeze begins while it waits for a signature", () => {
    const later = { ...unsigned, freezes: [freeze(range("24T08:00", "25T00:00"))] };
    expect(outcome(later, at("24T07:00"))).toEqual(["wait", at("24T08:00")]);
    expect(outcome(later, at("24T08:00"))).toEqual(["missed", "approvals", "freeze"]);
  });

  it("opens in a freeze that does not hit it", () => {
    expect(
      outcome({ ...ready, freezes: [freeze(range("24T06:00", "25T00:00"), { grade: "no_train" })] }, at("24T07:00")),
    ).toEqual(["open"]);
  });

  describe("in a freeze from which an exception", () => {
    const asked = (given: Partial<FreezeException>, end = "25T00:00"): SlotFacts => ({
      ...ready,
      freezes: [freeze(range("24T06:00", end), { exceptions: [{ ...exception, ...given }] })],
    });

    it("was granted, opens inside its time box and is missed outside", () => {
      expect(outcome(asked({}), at("24T07:59"))).toEqual(["open"]);
      expect(outcome(asked({}), at("24T08:00"))).toEqual(["missed", "freeze"]);
      expect(outcome(asked({ during: range("24T08:00", "24T08:30") }), at("24T07:00"))).toEqual([
        "wait",
        at("24T08:00"),
      ]);
    });

    it("was asked for, waits for the answer as long as it could still open", () => {
      const waiting = { status: "requested" as const };
      expect(outcome(asked(waiting), at("24T07:00"))).toEqual(["wait", at("24T08:00")]);
      expect(outcome(asked(waiting), at("24T08:00"))).toEqual(["missed", "freeze"]);
      // The freeze is over before the time box: then it opens, answer or not.
      expect(outcome(asked({ ...waiting, during: range("24T07:00", "24T09:00") }, "24T08:00"), at("24T07:00"))).toEqual(
        ["wait", at("24T08:00")],
      );
    });

    it("was granted for another release, is missed at once", () => {
      expect(outcome(asked({ releaseId: "release-api" }), at("24T07:00"))).toEqual(["missed", "freeze"]);
    });
  });

  it("is missed at once when its opening was cancelled, though another window is open", () => {
    const cancelled = { ...core, status: "cancelled" as const };
    const facts = {
      ...ready,
      slot: { ...ready.slot, occurrence: cancelled },
      occurrences: [cancelled, { ...core, id: "other" }],
    };
    expect(outcome(facts, at("24T07:00"))).toEqual(["missed", "window"]);
  });
});

describe("whatever the rules", () => {
  const hours = fc.integer({ min: 0, max: 12 }).map((hour) => at(`24T${String(hour).padStart(2, "0")}:00`));
  const freezes = fc
    .array(fc.tuple(hours, hours), { maxLength: 3 })
    .map((list) => list.filter(([start, end]) => start < end).map(([start, end]) => freeze({ start, end })));
  const anyFacts = fc.tuple(freezes, fc.boolean(), fc.boolean()).map(
    ([list, signed, accepted]): SlotFacts => ({
      ...(accepted ? ready : withHandoff({ state: "testing" })),
      freezes: list,
      ...(signed ? {} : { approvals: [] }),
    }),
  );
  const instants = fc
    .integer({ min: 0, max: 48 })
    .map((quarter) => new Date(at("24T00:00").getTime() + quarter * 900_000));

  it("it opens only inside the slot, with every gate open and outside every freeze", () => {
    fc.assert(
      fc.property(anyFacts, instants, (facts, now) => {
        const decided = decideOpening(facts, now);
        if (decided.decision !== "open") return;
        expect(contains(facts.slot.during, now)).toBe(true);
        expect(gatesPass(decided.gates)).toBe(true);
        for (const { during } of facts.freezes) expect(contains(during, now)).toBe(false);
      }),
    );
  });

  it("waiting always ends in the future and no later than the slot; missed always has a reason; both are final or honest", () => {
    fc.assert(
      fc.property(anyFacts, instants, (facts, now) => {
        const decided = decideOpening(facts, now);
        if (decided.decision === "wait") {
          expect(decided.until > now && decided.until <= facts.slot.during.end).toBe(true);
        } else if (decided.decision === "missed") {
          expect(decided.failing.length).toBeGreaterThan(0);
          // Missed is for good: with the same facts no later instant would have opened it.
          for (let quarter = 0; quarter < 40; quarter++) {
            expect(decideOpening(facts, new Date(now.getTime() + quarter * 900_000)).decision).toBe("missed");
          }
        }
      }),
    );
  });
});

describe("go now", () => {
  it("opens early, from now to the slot's old end, when every gate passes now", () => {
    const decided = decideGoNow(ready, at("24T06:00"));
    expect(decided.ok && decided.value.during).toEqual(range("24T06:00", "24T09:00"));
    const late = decideGoNow(ready, at("24T08:00"));
    expect(late.ok && late.value.during).toEqual(ready.slot.during);
  });

  it("is refused while a gate is closed, with the rules and when they would pass", () => {
    expect(decideGoNow(ready, at("24T04:00"))).toMatchObject({
      ok: false,
      refusal: { code: "gates_closed", nextOpen: at("24T05:00"), rules: [{ kind: "window" }] },
    });
    expect(decideGoNow(unsigned, at("24T06:00"))).toMatchObject({
      ok: false,
      refusal: { code: "gates_closed", message: "It cannot open now: Approvals 0 of 1." },
    });
    expect(decideGoNow(frozen("24T00:00", "25T00:00"), at("24T06:00"))).toMatchObject({
      ok: false,
      refusal: { nextOpen: coreOnThursday.during.start },
    });
  });

  it.each(["held", "open", "closed", "missed", "cancelled", "expired"] as const)(
    "is refused for a slot that is %s",
    (status) => {
      const facts = { ...ready, slot: { ...ready.slot, status } };
      expect(decideGoNow(facts, at("24T06:00"))).toMatchObject({ ok: false, refusal: { code: "slot_not_live" } });
    },
  );

  it("is refused after the slot's end", () => {
    expect(decideGoNow(ready, at("24T09:00"))).toMatchObject({ ok: false, refusal: { code: "slot_not_live" } });
  });
});
