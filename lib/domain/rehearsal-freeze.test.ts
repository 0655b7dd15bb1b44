import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { merge } from "@/lib/time/range";
import { freezeGrades } from "./freeze-grade";
import { freezeVerdicts } from "./rehearsal-freeze";
import { releaseKinds } from "./release-state";
import { slotOrigins } from "./slot-state";
import { aRehearsedRelease, aRehearsedSlot } from "./testing/rehearsal-example";
import { windowStatus } from "./window-status";

const minute = (at: number) => new Date(Date.UTC(2026, 10, 24) + at * 60_000);
const everywhere = { environmentIds: null, teamIds: null, serviceIds: null };

describe("a freeze that is rehearsed", () => {
  const freeze = {
    name: "Winter",
    grade: "hotfix_only" as const,
    scope: everywhere,
    stretches: [{ start: minute(0), end: minute(60) }],
  };

  it("blocks what opened while it closes, with the reason, and a slot whole for one of its releases", () => {
    const hotfix = aRehearsedRelease({ kind: "hotfix" });
    const slots = [
      aRehearsedSlot("hit", minute(0).toISOString()),
      aRehearsedSlot("hotfix", minute(10).toISOString(), { releases: [hotfix] }),
      aRehearsedSlot("mixed", minute(20).toISOString(), { releases: [hotfix, aRehearsedRelease()] }),
      aRehearsedSlot("later", minute(60).toISOString()),
    ];
    expect([...freezeVerdicts(freeze, slots)]).toEqual([
      ["hit", "Winter closes for all but hotfixes."],
      ["mixed", "Winter closes for all but hotfixes."],
    ]);
  });

  it("blocks nothing when it is lifted", () => {
    expect(freezeVerdicts(null, [aRehearsedSlot("a", minute(0).toISOString())]).size).toBe(0);
  });

  const ids = fc.constantFrom("production", "staging", "payments", "shop", "ledger", "search");
  const some = fc.option(fc.uniqueArray(ids, { maxLength: 2 }), { nil: null });

  it("agrees with the evaluator that opens slots, whatever freeze, slot and instant (case 7)", () => {
    fc.assert(
      fc.property(
        fc.record({
          grade: fc.constantFrom(...freezeGrades),
          scope: fc.record({ environmentIds: some, teamIds: some, serviceIds: some }),
          spans: fc.array(fc.tuple(fc.nat(300), fc.integer({ min: 1, max: 60 })), { maxLength: 4 }),
          at: fc.nat(320),
          origin: fc.constantFrom(...slotOrigins),
          kind: fc.constantFrom(...releaseKinds),
          teamId: fc.constantFrom("payments", "shop"),
          serviceId: fc.constantFrom("ledger", "search"),
          environmentId: fc.constantFrom("production", "staging"),
        }),
        ({ grade, scope, spans, at, origin, kind, teamId, serviceId, environmentId }) => {
          const stretches = merge(spans.map(([from, length]) => ({ start: minute(from), end: minute(from + length) })));
          const releases = [aRehearsedRelease({ kind, teamId, serviceId })];
          const slot = aRehearsedSlot("slot", minute(at).toISOString(), { origin, environmentId, releases });
          const environment = { id: environmentId, name: "It", defaultOpen: true, zone: "UTC" };
          const freezes = stretches.map((during) => ({ freezeId: "f", name: "F", grade, during, zone: "UTC", scope }));
          const intent = { environmentId, origin, releaseKind: kind, teamId, serviceId };
          const status = windowStatus({ environment, occurrences: [], freezes }, intent, minute(at));
          const verdicts = freezeVerdicts({ name: "F", grade, scope, stretches }, [slot]);
          expect(verdicts.has("slot")).toBe(status.decision === "closed");
        },
      ),
    );
  });
});
