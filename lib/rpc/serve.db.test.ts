import { OpenAPIHandler } from "@orpc/openapi/fetch";
import { afterEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { log } from "@/lib/log";
import { publicBecause } from "./access";
import { answerErrors } from "./answer-errors";
import { maxBodyBytes } from "./bounded-request";
import { procedure } from "./procedure";
import { serve } from "./serve";

const broken = procedure({
  access: publicBecause("it is a test's"),
  method: "POST",
  path: "/broken",
  summary: "Has a bug",
  tags: [],
  input: z.strictObject({ name: z.string() }),
  output: z.null(),
  handler: () => {
    throw new SyntaxError("password=hunter2 in line 7");
  },
});
const away = procedure({
  access: publicBecause("it is a test's"),
  method: "POST",
  path: "/away",
  summary: "Finds no database",
  tags: [],
  input: z.strictObject({}),
  output: z.null(),
  handler: () => {
    const cause = Object.assign(new Error("the database system is starting up"), { code: "57P03" });
    throw new Error("Failed query: select\nparams: hunter2", { cause });
  },
});
const handler = new OpenAPIHandler({ broken, away }, answerErrors());

async function post(path: string, body: BodyInit, headers: Record<string, string> = {}) {
  const request = new Request(`http://localhost/api/v1${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body,
  });
  const response = await serve(handler, request, "/api/v1");
  return { status: response.status, text: await response.text() };
}

const logged = vi.spyOn(log, "error").mockImplementation(() => undefined);
const warned = vi.spyOn(log, "warn").mockImplementation(() => undefined);
afterEach(() => {
  logged.mockClear();
  warned.mockClear();
});

describe("whatever is asked, a door answers in the shape of the closed list", () => {
  it("an address that is nobody's: 404", async () => {
    const { status, text } = await post("/nothing", "{}");
    expect(status).toBe(404);
    expect(JSON.parse(text)).toMatchObject({ code: "not_found", status: 404, data: { rules: [] } });
  });

  it("a body over the limit: 413, before anything of it is read as JSON", async () => {
    const { status, text } = await post("/broken", "[".repeat(maxBodyBytes + 1));
    expect(status).toBe(413);
    expect(JSON.parse(text)).toMatchObject({ code: "too_large", message: expect.stringContaining(`${maxBodyBytes}`) });
  });

  it("a body that is no JSON: 400, and nothing for the log", async () => {
    const { status, text } = await post("/broken", '{"name":');
    expect(status).toBe(400);
    expect(JSON.parse(text)).toMatchObject({ code: "invalid_input", data: { rules: [] } });
    expect(logged).not.toHaveBeenCalled();
  });

  it("a wrong field: 400 that names it", async () => {
    const { status, text } = await post("/broken", '{"name":7}');
    expect(status).toBe(400);
    expect(JSON.parse(text)).toMatchObject({ code: "invalid_input", data: { field: "name" } });
  });

  it("a bug of ours: 500 without a word of it, and all of it in the log, also when it looks like a reading error", async () => {
    const { status, text } = await post("/broken", '{"name":"a"}');
    expect(status).toBe(500);
    expect(JSON.parse(text)).toMatchObject({ code: "INTERNAL_SERVER_ERROR", status: 500 });
    expect(text).not.toContain("hunter2");
    expect(logged).toHaveBeenCalledOnce();
  });

  it("a database that is away: 503 in so many words, and a warning in the log that holds no values", async () => {
    const { status, text } = await post("/away", "{}");
    expect(status).toBe(503);
    expect(JSON.parse(text)).toMatchObject({ code: "unavailable", data: { rules: [] } });
    expect(warned).toHaveBeenCalledOnce();
    expect(JSON.stringify(warned.mock.calls)).not.toContain("hunter2");
    expect(logged).not.toHaveBeenCalled();
  });
});
