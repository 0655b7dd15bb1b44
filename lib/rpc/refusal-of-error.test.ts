import { describe, expect, it } from "vitest";
import { refuse } from "@/lib/domain/refusal";
import { refusalError } from "./refusal-error";
import { refusalOfError } from "./refusal-of-error";

describe("what a person is shown of an error", () => {
  it("a refusal, as it came over the wire", () => {
    const { refusal } = refuse("too_late", "Slots are booked a day ahead.", { nextOpen: new Date(0), field: "during" });
    const sent = JSON.parse(JSON.stringify(refusalError(refusal).toJSON()));
    expect(refusalOfError(sent)).toEqual({
      code: "too_late",
      status: 409,
      message: "Slots are booked a day ahead.",
      field: "during",
      rules: [],
      nextOpen: "1970-01-01T00:00:00.000Z",
    });
  });

  it("nothing of a bug's own text, which may hold internals", () => {
    const errors = [
      new Error('duplicate key value violates unique constraint "people_email"'),
      { code: "INTERNAL_SERVER_ERROR", status: 500, message: "select * from people" },
      { code: "lane_taken", message: "half a refusal", data: {} },
      "connection refused",
      null,
      undefined,
    ];
    for (const error of errors) {
      const shown = refusalOfError(error);
      expect(shown).toMatchObject({ code: "unexpected", status: 500, rules: [] });
      expect(shown.message).toMatch(/^That did not work/);
    }
  });
});
