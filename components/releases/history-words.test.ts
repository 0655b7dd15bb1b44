import { describe, expect, it } from "vitest";
import { eventDetail, eventTitle } from "./history-words";

describe("the history in words", () => {
  it.each([
    [{ action: "build.handed_over", subjectName: "web 1.0 rc 2", data: { number: 2 } }, "rc 2 handed over"],
    [{ action: "handoff.accepted", subjectName: "web 1.0 rc 3", data: {} }, "rc 3 accepted by QA"],
    [
      { action: "handoff.accepted", subjectName: "web 1.0 rc 3", data: { by: "regression run" } },
      "rc 3 accepted by its regression run",
    ],
    [{ action: "deployment.rolled_back", subjectName: "web 1.0 to Production", data: {} }, "Rolled back"],
    [{ action: "slot.booked", subjectName: "web 1.0", data: {} }, "Slot booked"],
    [{ action: "release.arrived", subjectName: "web 1.0", data: {} }, "Released"],
    [{ action: "something.new_here", subjectName: "web 1.0", data: {} }, "something new here"],
  ])("%j is called so", (event, title) => {
    expect(eventTitle(event)).toBe(title);
  });

  it.each([
    [
      {
        action: "handoff.rejected",
        data: { category: "wrong_result", severity: "severe", reason: "Facets ignore it." },
      },
      "wrong result · Facets ignore it.",
    ],
    [{ action: "build.handed_over", data: { number: 2, supersedes: 1 } }, "supersedes rc 1"],
    [
      { action: "slot.booked", data: { startsAt: "2026-11-25T05:30:00Z", environment: "Production" } },
      "Wed 25 Nov 06:30 CET · Production",
    ],
    [
      {
        action: "slot.moved",
        data: { from: { start: "2026-11-25T05:30:00Z" }, to: { start: "2026-11-26T05:30:00Z" } },
      },
      "Wed 25 Nov 06:30 CET → Thu 26 Nov 06:30 CET",
    ],
    [{ action: "release.changed", data: { fields: ["databaseChange", "summary"] } }, "database change, summary"],
    [{ action: "handoff.returned", data: { heldBy: "Tove" } }, "Tove may not test it any more"],
    [{ action: "handoff.claimed", data: { takenOverFrom: "Tove" } }, "taken over from Tove"],
    [
      {
        action: "slot.opened",
        data: { environment: "Production", signedBeforehand: [{ by: "Rosa Keller", standingId: "s" }] },
      },
      "Production · signed beforehand by Rosa Keller",
    ],
    [{ action: "slot.closed", data: { from: "nonsense", to: 3, startsAt: "yesterday" } }, ""],
  ])("%j says more", (event, detail) => {
    expect(eventDetail(event, "Europe/Berlin")).toBe(detail);
  });
});
