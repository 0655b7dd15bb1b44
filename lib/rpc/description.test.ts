import type { OpenAPI } from "@orpc/openapi";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { callBody } from "@/lib/domain/deployment-call";
import { refusalCodes, refuse } from "@/lib/domain/refusal";
import { rollbackCallBody } from "@/lib/domain/rollback-call";
import { allProcedures } from "./all-procedures";
import { describeApi } from "./description";
import { callSchema, rollbackCallSchema } from "./description/call";
import { examples } from "./description/examples";
import { tags } from "./description/tags";
import { refusalError } from "./refusal-error";

type Operation = OpenAPI.OperationObject & { method: string; path: string };
type Json = Record<string, unknown>;

let document: OpenAPI.Document;
let operations: Operation[];

beforeAll(async () => {
  document = await describeApi("https://signalbox.example.com");
  operations = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    Object.entries(item as Record<string, OpenAPI.OperationObject>).map(([method, operation]) => ({
      ...operation,
      method,
      path,
    })),
  );
});

describe("the API description", () => {
  it("is OpenAPI 3.1 with a title, a version and an address", () => {
    expect(document.openapi).toMatch(/^3\.1\.\d+$/);
    expect(document.info).toMatchObject({ title: "Signalbox", version: expect.any(String) });
    expect(document.servers).toEqual([{ url: "https://signalbox.example.com/api/v1" }]);
  });

  it("covers every procedure under its own name, method and path, and nothing else", () => {
    const described = operations.map(({ operationId, method, path }) => `${operationId} ${method} ${path}`);
    const there = allProcedures().map(({ name, method, path }) => `${name} ${method.toLowerCase()} ${path}`);
    expect(described.toSorted()).toEqual(there.toSorted());
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
  });

  it("says of each operation what it does, under a subject that is described", () => {
    const known = tags.map(({ name }) => name);
    for (const { operationId, summary, description, tags: own = [] } of operations) {
      expect(summary, operationId).toBeTruthy();
      expect(description, operationId).toBeTruthy();
      expect(known, operationId).toContain(own[0]);
    }
    const used = new Set(operations.flatMap((operation) => operation.tags ?? []));
    expect(known.filter((name) => !used.has(name))).toEqual([]);
  });

  it("declares every parameter of a path, and that it is required", () => {
    for (const { operationId, path, parameters = [] } of operations) {
      const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const inPath = parameters.filter((each) => "in" in each && each.in === "path");
      expect(inPath.map((each) => "name" in each && each.name).toSorted(), operationId).toEqual(names.toSorted());
      expect(
        inPath.every((each) => "required" in each && each.required),
        operationId,
      ).toBe(true);
    }
  });

  it("points at nothing that is not there", () => {
    const pointers = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, pointer = ""]) => pointer);
    expect(pointers.length).toBeGreaterThan(operations.length);
    for (const pointer of new Set(pointers)) {
      const found = pointer.split("/").reduce<unknown>((node, key) => (node as Json | undefined)?.[key], document);
      expect(found, pointer).toBeDefined();
    }
  });

  it("holds only schemas that say what they take", () => {
    const open: string[] = [];
    visit(document.paths, "", (node, path) => {
      const isSchema = /\/(schema|items|properties\/[^/]+|anyOf\/\d+|oneOf\/\d+)$/.test(path);
      if (isSchema && Object.keys(node).length === 0) open.push(path);
      if (isSchema && "not" in node) open.push(path);
    });
    expect(open).toEqual([]);
  });

  it("says who may call: a token where the permission can be given to one, else a person, else nobody in particular", () => {
    const of = (name: string) => operations.find(({ operationId }) => operationId === name);
    expect(of("handoffs.handOver")?.security).toEqual([{ token: [] }, { session: [] }]);
    expect(of("approvals.give")?.security).toEqual([{ session: [] }]);
    expect(of("people.me")?.security).toEqual([{ session: [] }]);
    expect(of("deployments.report")).toMatchObject({ security: [], description: expect.stringContaining("signature") });
  });

  it("says of each operation how it refuses, in one shared shape", () => {
    for (const { operationId, responses = {}, requestBody, security } of operations) {
      const statuses = Object.keys(responses);
      expect(statuses, operationId).toEqual(expect.arrayContaining(["4XX", "500", "503"]));
      if (requestBody) expect(statuses, operationId).toEqual(expect.arrayContaining(["400", "413"]));
      if (security?.length) expect(statuses, operationId).toEqual(expect.arrayContaining(["401", "403"]));
    }
    const words = JSON.stringify(document.components?.responses);
    const described = Object.entries(refusalCodes).filter(([, status]) =>
      [400, 401, 403, 404, 409, 413, 503].includes(status),
    );
    for (const [code] of described) expect(words).toContain(`\`${code}\``);
  });
});

describe("the shapes it promises", () => {
  it("is the one that a refusal has", () => {
    const refusal = z.fromJSONSchema(document.components?.schemas?.Refusal as z.core.JSONSchema.JSONSchema);
    const rule = { kind: "lane" as const, id: "1", name: "Lane 1", reason: "It is taken." };
    const { refusal: full } = refuse("lane_taken", "Taken.", { rules: [rule], nextOpen: new Date(0), field: "lane" });
    const { refusal: bare } = refuse("not_found", "There is no such thing.");
    for (const each of [full, bare]) {
      const sent = JSON.parse(JSON.stringify(refusalError(each, [{ field: "lane", message: "is taken" }]).toJSON()));
      expect(refusal.parse(sent)).toEqual(sent);
    }
  });

  it("is the one that a deployment's call has, field by field", () => {
    const id = "019ab1c2-5c00-7cc2-a7c4-91f2b6f0d001";
    const at = new Date("2026-11-24T05:00:00Z");
    const body = callBody({
      deploymentId: id,
      callbackUrl: "https://signalbox.example.com/api/hooks/deployments/1",
      fencingNumber: 7,
      service: { id, name: "ledger" },
      environment: { id, name: "Production" },
      release: { id, version: "4.2.0", kind: "feature" },
      build: { id, number: 2, commitSha: "a91f3c2", artifactDigest: "sha256:00" },
      slot: { id, during: { start: at, end: new Date("2026-11-24T06:00:00Z") } },
      openedAt: at,
    });
    expect(callSchema.safeParse(JSON.parse(body)).error).toBeUndefined();
  });
});

describe("the shape of a rollback's call", () => {
  it.each(["with", "without"])("is the one it has %s something that ran before", (how) => {
    const id = "019ab1c2-5c00-7cc2-a7c4-91f2b6f0d001";
    const previous = { release: { id, version: "4.1.0" }, build: { number: 1, artifactDigest: "sha256:11" } };
    const body = rollbackCallBody({
      rollbackId: id,
      deploymentId: id,
      callbackUrl: "https://signalbox.example.com/api/hooks/rollbacks/1",
      fencingNumber: 8,
      reason: "It is slow",
      service: { id, name: "ledger" },
      environment: { id, name: "Production" },
      release: { id, version: "4.2.0", kind: "feature" },
      build: { id, number: 2, commitSha: "a91f3c2", artifactDigest: "sha256:00" },
      previous: how === "with" ? previous : null,
      requestedAt: new Date("2026-11-24T05:00:00Z"),
    });
    expect(rollbackCallSchema.safeParse(JSON.parse(body)).error).toBeUndefined();
  });
});

describe("its examples", () => {
  const procedures = new Map(allProcedures().map((each) => [each.name, each]));

  it.each(Object.entries(examples))("%s is taken by the procedure itself", (name, { parameters = {}, body = {} }) => {
    const schema = procedures.get(name)?.procedure["~orpc"].inputSchema as z.ZodType | undefined;
    const path = procedures.get(name)?.path ?? "";
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, key = ""]) => [
      key,
      parameters[key] ?? "019ab1c2-5c00-7cc2-a7c4-91f2b6f0d009",
    ]);
    expect(schema?.safeParse({ ...Object.fromEntries(inPath), ...parameters, ...body }).error).toBeUndefined();
  });

  it("stand in the description", () => {
    for (const [name, { parameters = {}, body }] of Object.entries(examples)) {
      const operation = operations.find(({ operationId }) => operationId === name);
      const text = JSON.stringify(operation);
      if (body) expect(text, name).toContain(`"example":${JSON.stringify(body)}`);
      for (const value of Object.values(parameters)) expect(text, name).toContain(`"example":${JSON.stringify(value)}`);
    }
  });
});

function visit(node: unknown, path: string, see: (node: Json, path: string) => void): void {
  if (typeof node !== "object" || node === null) return;
  if (!Array.isArray(node)) see(node as Json, path);
  for (const [key, child] of Object.entries(node)) {
    if (key !== "example") visit(child, `${path}/${key}`, see);
  }
}
