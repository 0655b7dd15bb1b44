import { describe, expect, it } from "vitest";
import { referenceOf, typeOf } from "./reference";

describe("a schema in words", () => {
  it.each([
    [{ type: "string" }, "string"],
    [{ type: "string", format: "date-time" }, "instant"],
    [{ type: "array", items: { type: "string", format: "uuid" } }, "list of id"],
    [{ type: "string", enum: ["feature", "fix"] }, "feature | fix"],
    [{ anyOf: [{ type: "string", format: "uuid" }, { type: "null" }] }, "id or null"],
    [{ const: "deployment.requested" }, '"deployment.requested"'],
    [{ type: ["integer", "null"] }, "integer or null"],
    [{}, "any"],
  ])("%j is %s", (schema, words) => {
    expect(typeOf(schema)).toBe(words);
  });
});

describe("the reference", () => {
  const schema = {
    type: "object" as const,
    properties: {
      note: { type: "string" as const, description: "For the tester." },
      changes: {
        type: "array" as const,
        items: { type: "object" as const, properties: { title: { type: "string" as const } } },
      },
    },
    required: ["changes"],
  };
  const reference = referenceOf({
    openapi: "3.1.1",
    info: { title: "t", version: "1" },
    tags: [{ name: "Slots", description: "Room." }, { name: "Empty" }],
    paths: {
      "/slots/{slotId}": {
        post: {
          operationId: "slots.change",
          tags: ["Slots"],
          summary: "Change it",
          description: "Needs `slot.book`.",
          parameters: [{ name: "slotId", in: "path", required: true, schema: { type: "string", format: "uuid" } }],
          requestBody: { content: { "application/json": { schema, example: { note: "x" } } } },
          responses: { "201": { description: "OK" }, "4XX": { description: "no" } },
        },
      },
    },
  });

  it("stands under its subject, subjects in their order", () => {
    expect(reference.map(({ name, operations }) => [name, operations.length])).toEqual([
      ["Slots", 1],
      ["Empty", 0],
    ]);
  });

  it("lists every field with where it stands, also those inside lists", () => {
    const [operation] = reference[0]?.operations ?? [];
    expect(operation).toMatchObject({
      method: "POST",
      status: "201",
      access: "Needs `slot.book`.",
      example: '{\n  "note": "x"\n}',
    });
    expect(operation?.fields).toEqual([
      { name: "slotId", in: "path", type: "id", required: true, description: undefined },
      { name: "note", in: "body", type: "string", required: false, description: "For the tester." },
      { name: "changes", in: "body", type: "list of object", required: true, description: undefined },
      { name: "changes[].title", in: "body", type: "string", required: false, description: undefined },
    ]);
  });
});
