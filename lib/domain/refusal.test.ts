import { describe, expect, it } from "vitest";
import { accept, refusalCodes, refuse } from "./refusal";

describe("a refusal", () => {
  it("names its rules and when the same would pass", () => {
    const nextOpen = new Date("2026-11-24T05:00:00Z");
    const rules = [{ kind: "freeze", name: "Thanksgiving", reason: "It closes Production." } as const];
    expect(refuse("in_freeze", "It is frozen.", { rules, nextOpen })).toEqual({
      ok: false,
      refusal: { code: "in_freeze", message: "It is frozen.", rules, field: undefined, nextOpen },
    });
    expect(refuse("forbidden", "No.").refusal.rules).toEqual([]);
    expect(accept(7)).toEqual({ ok: true, value: 7 });
  });

  it("is never answered as a success, and as a failure of ours only when there is no room or no database for it", () => {
    for (const [code, status] of Object.entries(refusalCodes)) {
      if (code === "busy" || code === "unavailable") expect(status).toBe(503);
      else expect([400, 401, 403, 404, 409, 410, 413, 429]).toContain(status);
    }
  });
});
