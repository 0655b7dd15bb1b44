import type { OpenAPI } from "@orpc/openapi";

/** The description as a person reads it: by subject, each operation with what it takes. */
export type ApiReference = { name: string; description: string; operations: ReferenceOperation[] }[];

export type ReferenceOperation = {
  id: string;
  method: string;
  path: string;
  summary: string;
  /** Who may call it, in a sentence. */
  access: string;
  fields: ReferenceField[];
  /** A request's body as it may look, as JSON. */
  example?: string;
  /** The status of a success. */
  status: string;
};

export type ReferenceField = {
  /** Dotted where it stands inside another one; `[]` for the members of a list. */
  name: string;
  in: "path" | "query" | "body";
  type: string;
  required: boolean;
  description?: string;
};

type Schema = {
  type?: string | string[];
  format?: string;
  enum?: unknown[];
  const?: unknown;
  description?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
};

export function referenceOf(document: OpenAPI.Document): ApiReference {
  const operations = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    Object.entries(item as Record<string, OpenAPI.OperationObject>).map(([method, operation]) => ({
      tags: operation.tags ?? [],
      operation: operationOf(method, path, operation),
    })),
  );
  return (document.tags ?? []).map(({ name, description = "" }) => ({
    name,
    description,
    operations: operations.filter(({ tags }) => tags.includes(name)).map(({ operation }) => operation),
  }));
}

function operationOf(method: string, path: string, operation: OpenAPI.OperationObject): ReferenceOperation {
  const { operationId = "", summary = "", description = "", parameters = [], requestBody, responses = {} } = operation;
  const named = parameters.flatMap((parameter) => ("name" in parameter ? [parameter] : []));
  const inAddress = named.map((parameter): ReferenceField => {
    const schema = (parameter.schema ?? {}) as Schema;
    return {
      name: parameter.name,
      in: parameter.in === "path" ? "path" : "query",
      type: typeOf(schema),
      required: parameter.required === true,
      description: schema.description,
    };
  });
  const content = requestBody && "content" in requestBody ? Object.values(requestBody.content)[0] : undefined;
  const example: unknown = content?.example;
  return {
    id: operationId,
    method: method.toUpperCase(),
    path,
    summary,
    access: description,
    fields: [...inAddress, ...fieldsOf((content?.schema ?? {}) as Schema)],
    ...(example === undefined ? {} : { example: JSON.stringify(example, null, 2) }),
    status: Object.keys(responses).find((status) => status.startsWith("2")) ?? "200",
  };
}

function fieldsOf(schema: Schema, before = ""): ReferenceField[] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, field]) => {
    const name = `${before}${key}`;
    const own: ReferenceField = {
      name,
      in: "body",
      type: typeOf(field),
      required: schema.required?.includes(key) ?? false,
      description: field.description,
    };
    const inside = field.items ? fieldsOf(field.items, `${name}[].`) : fieldsOf(field, `${name}.`);
    return [own, ...inside];
  });
}

const formats: Record<string, string> = { "date-time": "instant", uuid: "id", uri: "address", email: "e-mail" };

/** A schema in a few words: "list of id", "feature | fix | hotfix", "instant or null". */
export function typeOf(schema: Schema): string {
  const { type, format, items, enum: values, anyOf, oneOf } = schema;
  const choices = anyOf ?? oneOf;
  if (choices) return [...new Set(choices.map(typeOf))].join(" or ");
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (values) return values.join(" | ");
  if (type === "array") return items ? `list of ${typeOf(items)}` : "list";
  if (format !== undefined && format in formats) return formats[format] ?? format;
  return Array.isArray(type) ? type.join(" or ") : (type ?? "any");
}
