import { onError } from "@orpc/server";
import { SmartCoercionPlugin } from "@orpc/json-schema";
import { OpenAPIHandler } from "@orpc/openapi/fetch";
import { ZodToJsonSchemaConverter } from "@orpc/zod/zod4";
import { router } from "@/lib/rpc/router";
import { logBug, serve } from "@/lib/rpc/serve";

/** The REST door for pipelines and programs. Query strings are text, so numbers and booleans in them are read as such. */
const handler = new OpenAPIHandler(router, {
  interceptors: [onError(logBug)],
  plugins: [new SmartCoercionPlugin({ schemaConverters: [new ZodToJsonSchemaConverter()] })],
});

const handle = (request: Request) => serve(handler, request, "/api/v1");

export { handle as DELETE, handle as GET, handle as PATCH, handle as POST, handle as PUT };
