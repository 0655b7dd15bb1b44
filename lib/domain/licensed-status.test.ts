import { describe, expect, it } from "vitest";
import type { ContinuousLicence } from "./continuous-licence";
import { licensedStatus } from "./licensed-status";
import { at, core, coreOnThursday, freeze, range, ready } from "./testing/slot-example";
import type { WindowRules } from "./window-status";

const rules = (more: Partial<WindowRules> = {}): WindowRules => ({
  environment: ready.environment,
  occurrences: [core, coreOnThursday],
  freezes: [],
  ...more,
});
const web = { id: "service-web", name: "web" };
const intent = { environmentId: ready.environment.id, serviceId: web.id };
const holds: ContinuousLicence = {
  licensed: true,
  proofs: [],
  reason: "web has proven all four.",
  lapsesAt: at("28T08:00"),
};
const lapsed: ContinuousLicence = { licensed: false, proofs: [], reason: "web may not deploy at any time now." };
const status = (licence: ContinuousLicence, more?: Partial<WindowRules>, instant = at("24T20:00")) =>
  licensedStatus(rules(more), intent, instant, web, licence);

describe("may a continuous service deploy?", () => {
  it("yes outside every window while it is licensed, until the licence lapses", () => {
    expect(status(holds)).toMatchObject({
      decision: "open",
      reasons: [{ kind: "licence", reason: "web has proven all four." }],
      nextChangeAt: at("28T08:00"),
    });
  });

  it("until a freeze that begins before", () => {
    expect(status(holds, { freezes: [freeze(range("25T00:00", "25T12:00"))] }).nextChangeAt).toEqual(at("25T00:00"));
  });

  it("not in a freeze, and again when that ends", () => {
    const frozen = { freezes: [freeze(range("24T18:00", "25T12:00"))] };
    expect(status(holds, frozen)).toMatchObject({ decision: "closed", nextOpen: at("25T12:00") });
  });

  it("with a window when the licence has lapsed before the freeze ends", () => {
    const frozen = { freezes: [freeze(range("24T18:00", "25T12:00"))] };
    expect(status({ ...holds, lapsesAt: at("25T06:00") }, frozen)).toMatchObject({
      decision: "closed",
      nextOpen: coreOnThursday.during.start,
    });
  });

  it("only in a window without its licence, and the reasons say why it has none", () => {
    expect(status(lapsed)).toMatchObject({ decision: "closed", nextOpen: coreOnThursday.during.start });
    expect(status(lapsed).reasons.at(-1)).toMatchObject({ kind: "licence", name: "web" });
    expect(status(lapsed, {}, at("24T06:00")).decision).toBe("open");
  });

  it("as ever where the environment is open by default", () => {
    const environment = { ...ready.environment, defaultOpen: true };
    expect(status(lapsed, { environment })).toMatchObject({ decision: "open", reasons: [{ kind: "environment" }] });
  });
});
