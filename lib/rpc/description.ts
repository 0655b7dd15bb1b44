import { OpenAPIGenerator } from "@orpc/openapi";
import { ZodToJsonSchemaConverter } from "@orpc/zod/zod4";
import { router } from "./router";

/** The OpenAPI 3.1 description of every procedure, made from the procedures themselves. */
export async function describeApi(publicUrl: string) {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] });
  return await generator.generate(router, {
    info: {
      title: "Signalbox",
      version: "1",
      description:
        "Everything the screens can do, with the same checks. Send an API token as `Authorization: Bearer …`. Instants are ISO 8601 with an offset; unknown fields are refused. A refusal answers with a code of a closed list, the field or the rules that caused it and, where known, `nextOpen`.",
    },
    servers: [{ url: `${publicUrl}/api/v1` }],
    security: [{ token: [] }],
    components: { securitySchemes: { token: { type: "http", scheme: "bearer" } } },
  });
}
