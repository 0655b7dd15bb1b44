import { expect, it } from "vitest";
import { planAsText, planOfText } from "./plan-text";

const text = `Payments:
- Refund to the cent
    Book 10.01, refund a third.
    Look at the receipt.
- Receipts in Danish (optional)

Regression:
- End to end [check: e2e]`;

it("a plan reads back as it was written", () => {
  const items = planOfText(text);
  expect(items).toEqual([
    {
      area: "Payments",
      title: "Refund to the cent",
      instruction: "Book 10.01, refund a third.\nLook at the receipt.",
      required: true,
    },
    { area: "Payments", title: "Receipts in Danish", instruction: "", required: false },
    { area: "Regression", title: "End to end", instruction: "", required: true, checkName: "e2e" },
  ]);
  expect(planAsText(items.map((item) => ({ ...item, checkName: item.checkName ?? null })))).toBe(text);
});

it("lines without a dash are points too, and those before an area are general", () => {
  expect(planOfText("It starts\n\n* It stops\n")).toMatchObject([
    { area: "General", title: "It starts" },
    { area: "General", title: "It stops" },
  ]);
  expect(planOfText("")).toEqual([]);
});
