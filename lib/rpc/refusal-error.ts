import { ORPCError, ValidationError } from "@orpc/server";
import type { z } from "zod";
import { type Refusal, refusalCodes } from "@/lib/domain/refusal";

/** What a refusal looks like on the wire, beside `code`, `status` and `message`. */
export type RefusalData = {
  field?: string;
  rules: Refusal["rules"];
  nextOpen?: string;
  /** Every field at fault, for `invalid_input`. */
  issues?: { field: string; message: string }[];
};

/** The error every door answers a refusal with. */
export function refusalError(refusal: Refusal, issues?: RefusalData["issues"]): ORPCError<string, RefusalData> {
  const data: RefusalData = {
    field: refusal.field,
    rules: refusal.rules,
    nextOpen: refusal.nextOpen?.toISOString(),
    issues,
  };
  return new ORPCError(refusal.code, { status: refusalCodes[refusal.code], message: refusal.message, data });
}

/** Turns oRPC's own "bad request" into ours, which names the fields and the rules. */
export function invalidInputError(error: unknown): unknown {
  if (!(error instanceof ORPCError) || error.code !== "BAD_REQUEST") return error;
  const issues =
    error.cause instanceof ValidationError
      ? error.cause.issues.map((issue) => fieldIssue(issue as z.core.$ZodIssue))
      : [];
  const first = issues[0];
  return refusalError(
    {
      code: "invalid_input",
      message: first ? `${first.field || "input"}: ${first.message}` : "The input could not be read.",
      field: first?.field,
      rules: [],
    },
    issues,
  );
}

function fieldIssue(issue: z.core.$ZodIssue): { field: string; message: string } {
  const path = issue.path.map((part) =>
    typeof part === "object" ? String((part as { key: PropertyKey }).key) : String(part),
  );
  if (issue.code === "unrecognized_keys") {
    return { field: [...path, ...issue.keys.slice(0, 1)].join("."), message: "is not a field of this request" };
  }
  return { field: path.join("."), message: issue.message };
}
