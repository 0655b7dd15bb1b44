import { describe, expect, it } from "vitest";
import { detailsOf } from "./event-details";

const zone = "Europe/Berlin";

describe("the data of an event, for a person", () => {
  it("tells what changed as before and after", () => {
    const changed = { name: { from: "Payments", to: "Billing" }, rrule: { from: "FREQ=DAILY", to: null } };
    expect(detailsOf({ changed }, zone)).toEqual([
      { term: "name", text: "Payments → Billing" },
      { term: "rrule", text: "FREQ=DAILY → nothing" },
    ]);
  });

  it("leaves ids out and spells keys as words", () => {
    expect(detailsOf({ windowId: "x", keptOpenings: 2, scope: [], hits: 0, successBy: "report" }, zone)).toEqual([
      { term: "kept openings", text: "2" },
      { term: "scope", text: "nothing" },
      { term: "hits", text: "0" },
      { term: "success by", text: "report" },
    ]);
  });

  it("cuts what is endless", () => {
    expect(detailsOf({ reason: "x".repeat(500) }, zone)[0]?.text).toHaveLength(201);
  });

  it("tells times in the reader's zone, and start and end as one", () => {
    const data = {
      end: "2026-11-24T06:00:00.000Z",
      start: "2026-11-24T05:00:00.000Z",
      heldUntil: "2026-11-21T10:49:15.913Z",
      expiresAt: null,
    };
    expect(detailsOf(data, zone)).toEqual([
      { term: "time", text: "Tue 24 Nov 06:00–07:00 CET" },
      { term: "held until", text: "Sat 21 Nov 2026 11:49 CET" },
    ]);
  });
});
