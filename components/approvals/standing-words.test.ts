import { describe, expect, it } from "vitest";
import type { Standing } from "@/lib/approvals/input/standing";
import { conditionsInWords } from "./standing-words";

const standing: Standing = {
  id: "s",
  window: { id: "w", name: "Quick lane" },
  environment: { id: "e", name: "Production", zone: "UTC" },
  serviceName: null,
  person: { id: "p", name: "Rosa" },
  mostDatabaseChange: "compatible",
  mostDowntimeMinutes: 0,
  reason: "routine",
  givenAt: new Date(0),
  expiresAt: new Date(1),
  revokedAt: null,
  revokedBy: null,
  state: "live",
  mayRevoke: false,
};

describe("the conditions of a standing approval in words", () => {
  it.each([
    [{}, "every service, at most a compatible database change, no downtime"],
    [{ mostDatabaseChange: "none" as const }, "every service, no database change, no downtime"],
    [
      { serviceName: "cart", mostDatabaseChange: "breaking" as const, mostDowntimeMinutes: 20 },
      "cart alone, at most a breaking database change, at most 20 min downtime",
    ],
  ])("%j", (change, words) => {
    expect(conditionsInWords({ ...standing, ...change })).toBe(words);
  });
});
