import { type OpenAPI, OpenAPIGenerator } from "@orpc/openapi";
import { ZodToJsonSchemaConverter } from "@orpc/zod/zod4";
import { sessionCookieName } from "@/lib/auth/session-token";
import { allProcedures } from "./all-procedures";
import { callSchemas, calls } from "./description/call";
import { completeOperation } from "./description/operation";
import { refusalResponses, refusalSchemas } from "./description/refusals";
import { tags } from "./description/tags";
import { router } from "./router";

const description = `Everything the screens can do, with the same checks.

Send an API token as \`Authorization: Bearer sbx_…\`. Instants are ISO 8601 with an offset; a time without zone is refused, and so
is a field that is not described here. Ranges are half-open: the start belongs to them, the end does not. A refusal carries a code
of a closed list, the field or the rules that caused it and, where known, \`nextOpen\`: when the same request would pass.`;

const described = new Map<string, Promise<OpenAPI.Document>>();

/**
 * The OpenAPI 3.1 description of every procedure, made from the procedures themselves. Made once per process: anybody may ask for
 * it, and making it takes a tenth of a second.
 */
export function describeApi(publicUrl: string): Promise<OpenAPI.Document> {
  const known = described.get(publicUrl) ?? generate(publicUrl);
  described.set(publicUrl, known);
  return known;
}

async function generate(publicUrl: string): Promise<OpenAPI.Document> {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] });
  const document = await generator.generate(router, {
    info: { title: "Signalbox", version: "1", description },
    servers: [{ url: `${publicUrl}/api/v1` }],
    tags,
    webhooks: calls,
    components: {
      securitySchemes: {
        token: {
          type: "http",
          scheme: "bearer",
          description: "An API token. It acts for its owner, never beyond them.",
        },
        session: { type: "apiKey", in: "cookie", name: sessionCookieName(), description: "A person's session." },
      },
      schemas: { ...refusalSchemas, ...callSchemas },
      responses: Object.fromEntries(Object.values(refusalResponses).map(({ name, response }) => [name, response])),
    },
  });
  return withoutInternals({ ...document, paths: completePaths(document.paths ?? {}) });
}

function completePaths(paths: OpenAPI.PathsObject): OpenAPI.PathsObject {
  const procedures = new Map(allProcedures().map((each) => [each.name, each]));
  return Object.fromEntries(
    Object.entries(paths).map(([path, item]) => [
      path,
      Object.fromEntries(
        Object.entries(item as Record<string, OpenAPI.OperationObject>).map(([method, operation]) => {
          const found = procedures.get(operation.operationId ?? "");
          if (!found) throw new Error(`${method} ${path} stands for no procedure`);
          return [method, completeOperation(operation, found)];
        }),
      ),
    ]),
  );
}

/** The converter marks what was a Date or a Set in our code. That is nothing to others. */
function withoutInternals(document: OpenAPI.Document): OpenAPI.Document {
  return JSON.parse(JSON.stringify(document, (key, value: unknown) => (key === "x-native-type" ? undefined : value)));
}
