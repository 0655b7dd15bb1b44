import type { OpenAPI } from "@orpc/openapi";
import { type RefusalCode, refusalCodes } from "@/lib/domain/refusal";

const codes = Object.keys(refusalCodes) as RefusalCode[];

const text = (description: string): OpenAPI.SchemaObject => ({ type: "string", description });

/** What every door answers a refusal with: the shape that `refusalError` gives it. */
const refusal: OpenAPI.SchemaObject = {
  type: "object",
  description: "An expected no, with the rules that caused it and, where known, when the same request would pass.",
  properties: {
    defined: { type: "boolean" },
    code: {
      type: "string",
      enum: codes,
      description: "One word of a closed list. Decide by this, not by the message.",
    },
    status: { type: "integer", description: "The HTTP status, once more." },
    message: text("A full sentence for a person."),
    data: {
      type: "object",
      properties: {
        field: text("The field at fault, as a dotted path."),
        rules: {
          type: "array",
          items: {
            type: "object",
            properties: {
              kind: text("What kind of rule: window, freeze, lane, person …"),
              id: text("The id of what rules, where it is a row."),
              name: text("What the rule is called on screen."),
              reason: text("A full sentence: what the rule says about this case."),
            },
            required: ["kind", "name", "reason"],
          },
        },
        nextOpen: { type: "string", format: "date-time", description: "When the same request would pass, if known." },
        issues: {
          type: "array",
          description: "Every field at fault, for invalid_input.",
          items: {
            type: "object",
            properties: { field: text("Dotted path."), message: text("What is wrong with it.") },
            required: ["field", "message"],
          },
        },
      },
      required: ["rules"],
    },
  },
  required: ["defined", "code", "status", "message", "data"],
};

/** A bug of ours. Its cause stands in the log, never in the answer. */
const fault: OpenAPI.SchemaObject = {
  type: "object",
  description: "A fault of ours. Nothing was changed; the cause stands in the log of the server.",
  properties: {
    defined: { type: "boolean" },
    code: { type: "string", enum: ["INTERNAL_SERVER_ERROR"] },
    status: { type: "integer" },
    message: { type: "string" },
  },
  required: ["defined", "code", "status", "message"],
};

export const refusalSchemas: Record<string, OpenAPI.SchemaObject> = { Refusal: refusal, Fault: fault };

/** The shared answers, by the status they stand for. */
export const refusalResponses = {
  "400": respond("InvalidInput", 400, "The request itself is wrong."),
  "401": respond("NotSignedIn", 401, "Nobody we know asks."),
  "403": respond("Forbidden", 403, "We know who asks, and they may not."),
  "404": respond("NotFound", 404, "There is no such thing, or none that the caller may see."),
  "409": respond("Conflict", 409, "It does not go with how things stand now."),
  "413": respond("TooLarge", 413, "The body is larger than the limit."),
  "4XX": { name: "Refused", response: answer("Any other refusal: its status is the one of its code.", "Refusal") },
  "503": respond("Busy", 503, "Too many ask at once; nothing was changed."),
  "500": { name: "Fault", response: answer("A fault of ours.", "Fault") },
} as const;

export type DescribedStatus = keyof typeof refusalResponses;

function respond(name: string, status: number, meaning: string) {
  const words = codes.filter((code) => refusalCodes[code] === status).map((code) => `\`${code}\``);
  return { name, response: answer(`${meaning} Codes: ${words.join(", ")}.`, "Refusal") };
}

function answer(description: string, schema: string): OpenAPI.ResponseObject {
  return { description, content: { "application/json": { schema: { $ref: `#/components/schemas/${schema}` } } } };
}
