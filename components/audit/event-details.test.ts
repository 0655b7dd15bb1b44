import { describe, expect, it } from "vitest";
import { detailsOf } from "./event-details";

describe("the data of an event, for a person", () => {
  it("tells what changed as before and after", () => {
    const changed = { name: { from: "Payments", to: "Billing" }, rrule: { from: "FREQ=DAILY", to: null } };
    expect(detailsOf({ changed })).toEqual([
      { term: "name", text: "Payments → Billing" },
      { term: "rrule", text: "FREQ=DAILY → nothing" },
    ]);
  });

  it("leaves ids out and spells keys as words", () => {
    expect(detailsOf({ windowId: "x", keptOpenings: 2, scope: [], hits: 0, successBy: "report" })).toEqual([
      { term: "kept openings", text: "2" },
      { term: "scope", text: "nothing" },
      { term: "hits", text: "0" },
      { term: "success by", text: "report" },
    ]);
  });

  it("cuts what is endless", () => {
    expect(detailsOf({ reason: "x".repeat(500) })[0]?.text).toHaveLength(201);
  });
});
