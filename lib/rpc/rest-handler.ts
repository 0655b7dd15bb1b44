import { SmartCoercionPlugin } from "@orpc/json-schema";
import { OpenAPIHandler } from "@orpc/openapi/fetch";
import { ZodToJsonSchemaConverter } from "@orpc/zod/zod4";
import { answerErrors } from "./answer-errors";
import { router } from "./router";

/** The REST door. Query strings are text, so numbers and booleans in them are read as what their schema says. */
export const restHandler = new OpenAPIHandler(router, {
  ...answerErrors(),
  plugins: [new SmartCoercionPlugin({ schemaConverters: [new ZodToJsonSchemaConverter()] })],
});
