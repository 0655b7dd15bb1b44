import { existsSync, readFileSync } from "node:fs";
import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { actorOf } from "@/db/testing/person";
import { testDatabase } from "@/db/testing/test-database";
import { permissions } from "@/lib/domain/permission";
import { allProcedures } from "./all-procedures";
import { boundedRequest, maxBodyBytes } from "./bounded-request";
import { restHandler } from "./rest-handler";

const file = "../shared/data/bad-input/json-test-suite.json";
type Case = { name: string; base64: string };
const cases = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as { cases: Case[] }).cases : [];

const writes = allProcedures()
  .filter(({ method }) => method !== "GET")
  .map((procedure, index) => ({ ...procedure, index }));
/** All doors read a body with the same code: they share the texts out, and each text meets a dozen of them. */
const parts = 12;

describe("hostile JSON at every REST address that writes", () => {
  let organisation: Organisation;

  beforeAll(async () => {
    organisation = await buildOrganisation(testDatabase().db);
  });

  async function send(method: string, path: string, body: Uint8Array): Promise<number> {
    const { db } = testDatabase();
    const everything = new Map(permissions.map((permission) => [permission, "all" as const]));
    const context = {
      actor: { ...actorOf(organisation.people.admin), permissions: everything },
      now: organisation.now,
      db,
      request: { ip: "192.0.2.9", userAgent: "hostile" },
    };
    const address = path.replaceAll(/\{[^}]+\}/g, organisation.window.id);
    const request = new Request(`http://localhost/api/v1${address}`, {
      method,
      headers: { "content-type": "application/json" },
      body: Buffer.from(body),
    });
    const { response } = await restHandler.handle(request, { prefix: "/api/v1", context });
    expect(response, `${method} ${address} has an address`).toBeDefined();
    return response?.status ?? 500;
  }

  /** How many rows there are in all, audit and jobs included. */
  async function countRows(): Promise<string> {
    const { db } = testDatabase();
    const { rows } = await db.execute<{ total: string }>(sql`
      select string_agg(t.name || '=' || (xpath('/row/c/text()', query_to_xml('select count(*) as c from ' || t.name, false, true, '')))[1]::text, ' ' order by t.name) as total
      from (select quote_ident(table_name) as name from information_schema.tables
            where table_schema = 'public' and table_type = 'BASE TABLE' and table_name not like '%rate%') t`);
    return rows[0]?.total ?? "";
  }

  it.skipIf(cases.length === 0).each(writes)(
    "$name: $method $path changes nothing that it refuses, and never breaks",
    async ({ method, path, index }) => {
      // What the handler writes to the log about a bug would be a failure here anyway.
      vi.spyOn(console, "error").mockImplementation(() => {});
      let before = await countRows();
      for (const { name, base64 } of cases.filter((_, position) => position % parts === index % parts)) {
        const status = await send(method, path, Buffer.from(base64, "base64"));
        expect(status, name).toBeLessThan(500);
        // `{}` is all that a procedure without fields asks for: what it then does is no accident.
        if (status < 300) before = await countRows();
      }
      expect(await countRows()).toBe(before);
    },
  );
});

describe("a body that is too large", () => {
  const address = "http://localhost/api/v1/teams";

  it("is refused by what arrives, whatever its length says", async () => {
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(64 * 1024)),
    });
    const endless = new Request(address, { method: "POST", body, duplex: "half" } as RequestInit);
    expect(await boundedRequest(endless)).toBeUndefined();
  });

  it("is taken up to the limit and not a byte further", async () => {
    const post = (size: number) => new Request(address, { method: "POST", body: new Uint8Array(size) });
    expect(await boundedRequest(post(maxBodyBytes + 1))).toBeUndefined();
    expect((await (await boundedRequest(post(maxBodyBytes)))?.arrayBuffer())?.byteLength).toBe(maxBodyBytes);
  });
});
