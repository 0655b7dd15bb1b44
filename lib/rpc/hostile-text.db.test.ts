import { existsSync, readFileSync } from "node:fs";
import { call, ORPCError } from "@orpc/server";
import { beforeAll, describe, expect, it } from "vitest";
import type { Database, Tx } from "@/db/client";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { actorOf } from "@/db/testing/person";
import { inputSchema, knownFields, sampleInput, textFields, withField } from "@/db/testing/sample-input";
import { testDatabase } from "@/db/testing/test-database";
import type { Actor } from "@/lib/auth/actor";
import { permissions } from "@/lib/domain/permission";
import { allProcedures } from "./all-procedures";
import type { RefusalData } from "./refusal-error";

const file = "../shared/data/bad-input/blns.json";
const published = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as string[]) : [];
/** What Postgres, JSON or a page could choke on, whether or not the published list is there: for every field. */
const always = ["", "a\u0000b", "\ud800", "x".repeat(300_000), "2026-13-45T99:99"];
/** The same, shared out among the fields. */
const shared = [
  " ",
  "\u0000",
  "\udfff tail",
  "'; drop table people; --",
  "\u202Eright to left",
  "<script>alert(1)</script>",
  "%00",
  "{{7*7}}",
  "\r\nSet-Cookie: a=b",
  "__proto__",
  "constructor",
  "-1",
  "1e400",
];

/** Some hundred fields share the other strings out: each meets its part, and each string meets dozens of fields. */
function stringsFor(index: number): string[] {
  const part = (of: readonly string[], parts: number) => of.filter((_, position) => position % parts === index % parts);
  return [...always, ...part(shared, 3), ...part(published, 48)];
}

class Undo extends Error {}

describe("hostile text in every field of every procedure", () => {
  let organisation: Organisation;
  let actor: Actor;

  beforeAll(async () => {
    organisation = await buildOrganisation(testDatabase().db);
    const everything = new Map(permissions.map((permission) => [permission, "all" as const]));
    actor = { ...actorOf(organisation.people.admin), permissions: everything };
  });

  const windowsText = "- {kind: allow, schedule: 0 9 * * 1-5, duration: 8h}";
  /** Where fields of one name mean something of their own. */
  const own: Record<string, Record<string, unknown>> = {
    // A slot of a window names its opening, and no environment beside it.
    "slots.book": { environmentId: undefined },
    "slots.hold": { environmentId: undefined },
    // A calendar has a text or an address, and nothing is fetched here.
    "calendars.preview": { url: undefined },
    "calendars.create": { url: undefined },
    "plans.importWindows": { text: windowsText, index: 0 },
  };

  function sampleFor(shape: ReturnType<typeof inputSchema>, name: string): object {
    return sampleInput(shape, { ...knownFields(organisation), ...own[name] }) as object;
  }

  /** Runs the call and undoes it, so that one string's row does not stand in the next one's way. */
  async function attempt(procedure: Parameters<typeof call>[0], input: unknown): Promise<unknown> {
    let outcome: unknown;
    const run = async (tx: Tx) => {
      // A transaction offers what procedures use of the pool: their own transactions become savepoints.
      const db = Object.assign(tx, { $client: testDatabase().pool }) as unknown as Database;
      const context = {
        actor,
        now: organisation.now,
        db,
        request: { ip: "192.0.2.7", userAgent: "hostile" },
      };
      outcome = await call(procedure, input, { context }).then(
        () => undefined,
        (error: unknown) => error,
      );
      throw new Undo();
    };
    await testDatabase()
      .db.transaction(run)
      .catch((error: unknown) => {
        if (!(error instanceof Undo)) throw error;
      });
    return outcome;
  }

  const fields = allProcedures().flatMap(({ name, procedure }) => {
    const schema = procedure["~orpc"].inputSchema;
    if (!schema) return [];
    const shape = inputSchema(schema);
    return textFields(shape).map((path) => ({ name, procedure, shape, path, field: path.join(".") }));
  });

  it.skipIf(published.length === 0)(`meets every string of ${file}`, () => {
    expect(published.length).toBeGreaterThan(500);
  });

  it.each(fields.map((each, index) => ({ ...each, index })))(
    "$name, field $field, is refused with its name or taken as it is",
    async ({ name, procedure, shape, path, field, index }) => {
      const sample = sampleFor(shape, name);
      for (const text of stringsFor(index)) {
        const error = await attempt(procedure, withField(sample, path, text));
        if (error === undefined) continue;
        if (!(error instanceof ORPCError))
          throw new Error(`${JSON.stringify(text.slice(0, 80))} broke it`, { cause: error });
        expect(error.status, JSON.stringify(text.slice(0, 80))).toBeLessThan(500);
        if (error.code !== "invalid_input") continue;
        const issues = (error.data as RefusalData).issues ?? [];
        const named = [(error.data as RefusalData).field, ...issues.map((issue) => issue.field)];
        expect(
          named.some((each) => each && (field.startsWith(each) || each.startsWith(field))),
          `${error.message} names ${field}`,
        ).toBe(true);
      }
    },
  );

  it.each(allProcedures().filter(({ procedure }) => procedure["~orpc"].inputSchema))(
    "$name refuses a field it does not know",
    async ({ name, procedure }) => {
      const sample = sampleFor(inputSchema(procedure["~orpc"].inputSchema), name);
      const error = await attempt(procedure, { ...sample, notAField: 1 });
      expect(error).toBeInstanceOf(ORPCError);
      expect((error as ORPCError<string, RefusalData>).code).toBe("invalid_input");
      expect(JSON.stringify((error as ORPCError<string, RefusalData>).data)).toContain("notAField");
    },
  );
});
