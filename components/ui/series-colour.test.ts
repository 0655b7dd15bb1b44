import { expect, test } from "vitest";
import { seriesColour } from "./series-colour";

test("the same key has the same colour everywhere, and every colour is one of the palette", () => {
  for (const key of ["Payments", "", "Zażółć", "🚂"]) {
    expect(seriesColour(key)).toBe(seriesColour(key));
    expect(seriesColour(key)).toMatch(/^var\(--series-[1-8]\)$/);
  }
});

test("ten names spread over the palette", () => {
  const names = ["checkout", "web", "ledger", "mailer", "search-api", "catalog", "flags", "auth", "billing", "mobile"];
  expect(new Set(names.map(seriesColour)).size).toBeGreaterThan(4);
});
