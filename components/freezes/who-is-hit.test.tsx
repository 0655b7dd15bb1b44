import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { WhoIsHit } from "./who-is-hit";

const slots = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    id: `slot ${index}`,
    environmentName: "Production",
    zone: "UTC",
    teamName: "Payments",
    bookedBy: null,
    during: { start: new Date("2026-11-24T05:00:00Z"), end: new Date("2026-11-24T06:00:00Z") },
    releases: [{ serviceName: "ledger", version: `5.0.${index}` }],
  }));
const shown = (preview: Parameters<typeof WhoIsHit>[0]["preview"]) =>
  renderToStaticMarkup(<WhoIsHit preview={preview} isStale={false} />)
    .replace(/<[^>]*>/g, "")
    .replace(/\s+/g, " ");

describe("who is hit", () => {
  it("counts all, also those that were not sent along, and says how many it lists", () => {
    const passing = slots(50).map((slot) => ({ ...slot, because: "elsewhere" as const }));
    const words = shown({ hits: slots(50), hitCount: 213, passing, passingCount: 61 });
    expect(words).toContain("213 booked slots will be missed unless they are moved.");
    expect(words).toContain("The first 12 of 213 are listed.");
    expect(words).toContain("The first 6 of 61 are listed.");
  });

  it("counts what is there where no number comes along, and says nothing of a list that is whole", () => {
    expect(shown({ hits: slots(1), passing: [] })).toContain("1 booked slot will be missed unless it is moved.");
    expect(shown({ hits: slots(3), passing: [] })).not.toContain("listed");
  });
});
