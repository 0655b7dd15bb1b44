import { describe, expect, it } from "vitest";
import { inWrittenOrder } from "./plan";
import { planToWrite } from "./plan-to-write";
import { aFreezeItem, aPlan, aService, aTeam, aWindowItem, standingAs } from "./testing/plan-example";

describe("what is written of a plan", () => {
  it("is the same whatever order its rows came in", () => {
    const plan = aPlan({
      teams: [aTeam("Shop"), aTeam("payments"), aTeam("Payments 2")],
      windows: [aWindowItem("b"), aWindowItem("a"), aWindowItem("z", { environment: "Staging" })],
      freezes: [aFreezeItem("b"), aFreezeItem("a"), aFreezeItem("c", { localStart: "2026-01-01T00:00" })],
    });
    const turned = { ...plan, teams: [...plan.teams].reverse(), windows: [...plan.windows].reverse() };
    expect(planToWrite(standingAs(turned))).toEqual(planToWrite(standingAs(plan)));
    const written = inWrittenOrder(plan);
    expect(written.teams.map(({ name }) => name)).toEqual(["payments", "Payments 2", "Shop"]);
    expect(written.windows.map(({ name }) => name)).toEqual(["z", "a", "b"]);
    expect(written.freezes.map(({ name }) => name)).toEqual(["c", "a", "b"]);
  });

  it("leaves out what is put away, and its targets", () => {
    const plan = aPlan({ services: [aService("ledger", { archived: true })] });
    expect(planToWrite(standingAs(plan))).toMatchObject({ services: [], targets: [] });
  });

  it("keeps what was put away where something in use names it: else a scope would grow to everything", () => {
    const plan = aPlan({
      services: [
        aService("old", { archived: true, dependsOn: ["older"] }),
        aService("older", { archived: true }),
        aService("oldest", { archived: true }),
      ],
      targets: [],
      freezes: [aFreezeItem("Winter", { services: ["old"] })],
    });
    expect(planToWrite(standingAs(plan)).services.map(({ name }) => name)).toEqual(["old", "older"]);
  });

  it("holds no policy that asks for nothing and no window that is over", () => {
    const standing = standingAs(aPlan());
    const [policy] = standing.policies;
    const [window] = standing.windows;
    if (!policy || !window) throw new Error("the example has both");
    const written = planToWrite({
      ...standing,
      policies: [{ ...policy, stages: [] }],
      windows: [{ ...window, isOver: true }],
    });
    expect(written).toMatchObject({ policies: [], windows: [] });
  });
});
