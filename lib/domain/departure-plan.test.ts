import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Progress, planDeparture, stopsThatStay } from "./departure-plan";

const release = (serviceId: string) => ({ serviceId, releaseId: `r-${serviceId}` });
const bases = new Map([
  ["shop", ["ledger"]],
  ["mobile", ["shop"]],
]);

describe("the plan of a departure", () => {
  it("puts what others stand on first, the rest side by side, and each environment behind the one before", () => {
    const plan = planDeparture(
      [release("mobile"), release("search"), release("ledger"), release("shop")],
      ["qa", "live"],
      bases,
    );
    expect(plan.map(({ serviceId, environmentId, wave }) => `${environmentId} ${wave} ${serviceId}`)).toEqual([
      "qa 1 search",
      "qa 1 ledger",
      "qa 2 shop",
      "qa 3 mobile",
      "live 1 search",
      "live 1 ledger",
      "live 2 shop",
      "live 3 mobile",
    ]);
    expect(
      plan.find(({ environmentId, serviceId }) => environmentId === "live" && serviceId === "shop")?.after,
    ).toEqual([
      { releaseId: "r-shop", environmentId: "qa" },
      { releaseId: "r-ledger", environmentId: "live" },
    ]);
  });

  it("orders through a service that is not aboard", () => {
    const [first, second] = planDeparture([release("mobile"), release("ledger")], ["live"], bases);
    expect([first?.serviceId, second?.serviceId]).toEqual(["ledger", "mobile"]);
    expect(second?.after).toEqual([{ releaseId: "r-ledger", environmentId: "live" }]);
  });

  it("never lets anything wait for something behind it, whatever stands on what", () => {
    const services = ["a", "b", "c", "d", "e", "f"];
    const edges = fc.array(fc.tuple(fc.nat(5), fc.nat(5)), { maxLength: 12 });
    fc.assert(
      fc.property(edges, fc.subarray(services), (pairs, aboard) => {
        const acyclic = new Map<string, string[]>();
        for (const [upper, lower] of pairs) {
          if (upper <= lower) continue;
          const key = services[upper] as string;
          acyclic.set(key, [...(acyclic.get(key) ?? []), services[lower] as string]);
        }
        const plan = planDeparture(aboard.map(release), ["qa", "live"], acyclic);
        expect(plan).toHaveLength(aboard.length * 2);
        for (const [index, stop] of plan.entries()) {
          for (const before of stop.after) {
            const place = plan.findIndex(
              (each) => each.releaseId === before.releaseId && each.environmentId === before.environmentId,
            );
            expect(place).toBeGreaterThanOrEqual(0);
            expect(place).toBeLessThan(index);
          }
        }
      }),
    );
  });
});

describe("what stays behind when something fails", () => {
  const plan = planDeparture(
    [release("ledger"), release("shop"), release("mobile"), release("search")],
    ["live"],
    bases,
  );
  const at = (states: Record<string, Progress["progress"]>): Progress[] =>
    Object.entries(states).map(([id, progress]) => ({ releaseId: `r-${id}`, environmentId: "live", progress }));
  const staying = (states: Record<string, Progress["progress"]>, policy: "stop" | "go_on") =>
    stopsThatStay(plan, at(states), policy).map(({ serviceId }) => serviceId);

  it("is everything that has not opened, where the train stops", () => {
    expect(staying({ ledger: "running", search: "failed", shop: "waiting", mobile: "waiting" }, "stop")).toEqual([
      "shop",
      "mobile",
    ]);
  });
  it("is what stands on it, also through others, where the train goes on", () => {
    expect(staying({ ledger: "failed", search: "waiting", shop: "waiting", mobile: "waiting" }, "go_on")).toEqual([
      "shop",
      "mobile",
    ]);
    expect(staying({ ledger: "arrived", search: "failed", shop: "waiting", mobile: "waiting" }, "go_on")).toEqual([]);
  });
  it("is what waits for something that was missed, under either policy", () => {
    expect(staying({ ledger: "lost", search: "arrived", shop: "waiting", mobile: "waiting" }, "stop")).toEqual([
      "shop",
      "mobile",
    ]);
  });
});
