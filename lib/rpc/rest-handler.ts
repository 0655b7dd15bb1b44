import { SmartCoercionPlugin } from "@orpc/json-schema";
import { OpenAPIHandler } from "@orpc/openapi/fetch";
import { onError } from "@orpc/server";
import { ZodToJsonSchemaConverter } from "@orpc/zod/zod4";
import { router } from "./router";
import { logBug } from "./serve";

/** The REST door. Query strings are text, so numbers and booleans in them are read as what their schema says. */
export const restHandler = new OpenAPIHandler(router, {
  interceptors: [onError(logBug)],
  plugins: [new SmartCoercionPlugin({ schemaConverters: [new ZodToJsonSchemaConverter()] })],
});
