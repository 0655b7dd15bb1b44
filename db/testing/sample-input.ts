import { z } from "zod";
import type { Organisation } from "./organisation";

type Schema = {
  type?: string;
  format?: string;
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  minimum?: number;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
};

/** A path to one field of an input: `["release", "version"]`; numbers are positions in lists. */
export type FieldPath = (string | number)[];

/** The JSON schema of what a procedure takes. */
export function inputSchema(schema: unknown): Schema {
  return z.toJSONSchema(schema as z.ZodType, { io: "input", unrepresentable: "any" }) as Schema;
}

/**
 * An input that is right in form, with ids of rows that exist where the field's name says what it wants. For tests that then
 * spoil one field of it.
 */
export function sampleInput(schema: Schema, known: Record<string, unknown>, name = ""): unknown {
  if (name in known) return known[name];
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const choice = schema.anyOf?.find((each) => each.type !== "null") ?? schema.oneOf?.[0] ?? schema.allOf?.[0];
  if (choice) return sampleInput(choice, known, name);
  switch (schema.type) {
    case "object":
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([key, field]) => [key, sampleInput(field, known, key)]),
      );
    case "array":
      return schema.items ? [sampleInput(schema.items, known, name.replace(/s$/, ""))] : [];
    case "integer":
    case "number":
      return Math.max(1, schema.minimum ?? 1);
    case "boolean":
      return true;
    default:
      return sampleText(schema.format);
  }
}

function sampleText(format: string | undefined): string {
  if (format === "uuid") return "01a1fd72-6c61-7de7-ac71-086e4ac76d00";
  if (format === "date-time") return "2026-11-24T06:00:00Z";
  if (format === "email") return "someone@example.com";
  if (format === "uri") return "https://deploy.example.com/hook";
  return "some words";
}

/** Every field that takes text, wherever it stands. */
export function textFields(schema: Schema, path: FieldPath = []): FieldPath[] {
  const inside = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])];
  const here = schema.type === "string" ? [path] : [];
  const fields = Object.entries(schema.properties ?? {}).flatMap(([key, field]) => textFields(field, [...path, key]));
  const items = schema.items ? textFields(schema.items, [...path, 0]) : [];
  return [...here, ...inside.flatMap((each) => textFields(each, path)), ...fields, ...items];
}

/** A copy of the input with one field replaced. */
export function withField(input: unknown, [key, ...rest]: FieldPath, value: unknown): unknown {
  if (key === undefined) return value;
  if (Array.isArray(input)) return input.map((each, index) => (index === key ? withField(each, rest, value) : each));
  const record = (input ?? {}) as Record<string, unknown>;
  return { ...record, [key]: withField(record[key], rest, value) };
}

function firstHourOf({ start }: { start: Date }) {
  return { start: start.toISOString(), end: new Date(start.getTime() + 3_600_000).toISOString() };
}

/** What field names mean in an organisation of the tests. */
export function knownFields({ teams, services, environments, people, window, nextOccurrence, targets }: Organisation) {
  return {
    teamId: teams.payments.id,
    serviceId: services.ledger.id,
    service: services.ledger.name,
    environmentId: environments.production.id,
    environment: environments.production.name,
    personId: people.developer.id,
    windowId: window.id,
    occurrenceId: nextOccurrence.id,
    targetId: targets.ledger.id,
    commitSha: "a91f3c2",
    artifactDigest: `sha256:${"a".repeat(64)}`,
    email: "someone@example.com",
    authorEmail: "someone@example.com",
    digest: "a".repeat(64),
    day: "2026-11-24",
    provenAt: "2026-11-23T08:00:00Z",
    url: "https://deploy.example.com/hook",
    password: "a long and unusual sentence",
    newPassword: "another long and unusual sentence",
    zone: "Europe/Berlin",
    localStart: "2026-12-01T06:00",
    version: "9.9.9",
    rrule: "FREQ=WEEKLY;BYDAY=TU;COUNT=8",
    exdates: [],
    // A freeze that takes out again what it names would close nothing.
    except: undefined,
    dependsOn: [],
    // The first hour of the opening: a chosen date of a recurring booking.
    dates: [{ occurrenceId: nextOccurrence.id, lane: 1, during: firstHourOf(nextOccurrence.during) }],
    rdates: [],
    conductorId: people.developer.id,
    backupId: people.qa.id,
    holidayCalendarId: null,
    missedTrainId: null,
    // In their order, and before a departure at six.
    milestones: {
      boarding: { workingDays: 5, at: "09:00" },
      cutoff: { workingDays: 2, at: "17:00" },
      qa_exit: { workingDays: 1, at: "15:00" },
      go_no_go: { workingDays: 0, at: "05:00" },
    },
    durationMinutes: 60,
    dependsOnIds: [],
    workStartMinute: 480,
    workEndMinute: 1_080,
    during: { start: "2026-11-24T05:00:00Z", end: "2026-11-24T06:00:00Z" },
    month: "2026-12",
    // The time of day at which departures leave whose date has none.
    leavesAt: "10:00",
    tagPattern: "v*",
    branchPattern: "release/*",
    // The first page: where the next one begins is for the list to say.
    cursor: undefined,
    // Only a completed check has an end.
    conclusion: undefined,
  } satisfies Record<string, unknown>;
}
