import { ORPCError, ValidationError } from "@orpc/server";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { refusalCodes, refuse } from "@/lib/domain/refusal";
import { invalidInputError, refusalError } from "./refusal-error";

const failed = (schema: z.ZodType, input: unknown) => {
  const { issues = [] } = schema.safeParse(input).error ?? {};
  const cause = new ValidationError({ message: "Input validation failed", issues: issues as never, data: input });
  return new ORPCError("BAD_REQUEST", { cause });
};

describe("a refusal on the wire", () => {
  it("has the status of its code, whichever of the list it is", () => {
    for (const [code, status] of Object.entries(refusalCodes)) {
      const error = refusalError({ code: code as keyof typeof refusalCodes, message: "No.", rules: [] });
      expect(error.toJSON()).toMatchObject({ code, status, message: "No." });
    }
  });

  it("carries the field, every rule and when it would pass", () => {
    const rule = { kind: "freeze" as const, id: "f1", name: "Year end", reason: "Year end closes Production." };
    const nextOpen = new Date("2027-01-04T06:00:00Z");
    const { refusal } = refuse("in_freeze", "Production is closed.", { field: "during", rules: [rule], nextOpen });
    expect(refusalError(refusal).data).toEqual({
      field: "during",
      rules: [rule],
      nextOpen: "2027-01-04T06:00:00.000Z",
      issues: undefined,
    });
  });
});

describe("an input that is wrong in form", () => {
  const schema = z.strictObject({ name: z.string(), checks: z.array(z.strictObject({ passed: z.int() })).default([]) });

  it("is refused with every field at fault, the first in the sentence", () => {
    const error = invalidInputError(failed(schema, { checks: [{ passed: 1 }, { passed: "x" }] }));
    expect(error).toMatchObject({ code: "invalid_input", status: 400, data: { field: "name" } });
    const { data } = error as ReturnType<typeof refusalError>;
    expect(data.issues?.map(({ field }) => field)).toEqual(["name", "checks.1.passed"]);
  });

  it("names an unknown field, wherever it stands", () => {
    const error = invalidInputError(failed(schema, { name: "a", checks: [{ passed: 1, failed: 2 }] }));
    expect(error).toMatchObject({
      message: "checks.0.failed: is not a field of this request",
      data: { field: "checks.0.failed" },
    });
  });

  it("is told as a whole when no field is to blame", () => {
    expect(invalidInputError(failed(schema, "words"))).toMatchObject({ message: expect.stringMatching(/^input: /) });
    expect(invalidInputError(new ORPCError("BAD_REQUEST"))).toMatchObject({
      code: "invalid_input",
      message: "The input could not be read.",
    });
  });

  it("is the only thing that is turned into one: other errors pass as they are", () => {
    const bug = new TypeError("undefined is not a function");
    const refusal = refusalError({ code: "lane_taken", message: "Taken.", rules: [] });
    expect(invalidInputError(bug)).toBe(bug);
    expect(invalidInputError(refusal)).toBe(refusal);
  });
});
