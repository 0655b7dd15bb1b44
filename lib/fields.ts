import { z } from "zod";
import { checkConclusions, checkStatuses } from "@/lib/domain/build-check";
import { fixActions, gateNames } from "@/lib/domain/gate";
import { wallTimeMs } from "@/lib/time/wall-time";
import { ianaZoneOf } from "@/lib/time/windows-zones";
import { isZone } from "@/lib/time/zone";

/** The fields that inputs are made of. Used on both sides of the wire, so nothing here may need a server. */

/** For a procedure that takes nothing: doors send nothing, or an empty object. */
export const noInput = z.strictObject({}).optional();

/** Text that Postgres can store and hand back unchanged: no NUL, no lone surrogates. Trimmed. */
export function text(max: number) {
  return z
    .string()
    .max(max, `must have at most ${max} characters`)
    .refine((value) => !value.includes("\u0000"), "must not contain the NUL character")
    .refine((value) => value.isWellFormed(), "must be well-formed Unicode")
    .transform((value) => value.trim());
}

/** Text that must say something. */
export function requiredText(max: number) {
  return text(max).refine((value) => value.length > 0, "must not be empty");
}

export const name = requiredText(120);
export const uuid = z.uuid("must be an id (UUID)");
export const email = text(254).pipe(z.email("must be an e-mail address"));

/** An instant with its offset, `2026-11-24T06:00:00Z`. A time without zone is refused: it means a different moment to each reader. */
export const instant = z.iso
  // `abort`: a rule over the whole input must not run on text that was to be a Date (it would throw, and so be our fault).
  .datetime({ offset: true, abort: true, error: "must be an instant with an offset, such as 2026-11-24T06:00:00Z" })
  // Postgres knows no year 0, and nobody plans for the year 9999: its end plus a day could not be written down.
  .refine((value) => value >= "1970" && value < "2200", {
    error: "must lie between the years 1970 and 2200",
    abort: true,
  })
  .transform((value) => new Date(value))
  .describe("An instant with its offset: 2026-11-24T06:00:00Z or 2026-11-24T07:00:00+01:00.");

/** A wall-clock time that goes with a zone field beside it. */
export const wallTime = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, "must be a local date and time, such as 2026-11-24T06:00")
  .refine((value) => wallTimeMs(value) !== undefined, "must be a date and time that exists in the calendar")
  .describe("A local time in the zone beside it: 2026-11-24T06:00.");

/** The names that Windows gives to zones are common, and each has an IANA name to offer. */
function zoneRule(written: string): string {
  const meant = ianaZoneOf(written);
  return `must be an IANA time zone, such as ${meant === undefined ? "Europe/Berlin" : `${meant}, which "${written}" is`}`;
}

/** An IANA zone that this system knows. */
export const zone = z
  .string()
  .max(64)
  .refine(isZone, { error: ({ input }) => zoneRule(String(input)) })
  .describe("An IANA time zone: Europe/Berlin.");

export const commitSha = z
  .string()
  .regex(/^[0-9a-f]{7,64}$/, "must be a commit id: 7 to 64 lowercase hexadecimal digits")
  .describe("The commit the build was made of.");
export const artifactDigest = z
  .string()
  .regex(/^sha256:[0-9a-f]{64}$/, "must be an artifact digest: sha256: and 64 lowercase hexadecimal digits")
  .describe("What was built, by its content: the same digest again is the same build.");
export const version = z
  .string()
  .max(64)
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._+-]*$/,
    "must start with a letter or digit and hold only letters, digits, and . _ + -",
  );
export const webUrl = z
  .url({ protocol: /^https?$/, error: "must be an http or https address" })
  .max(2_000)
  .refine((value) => !value.includes("\u0000"), "must not contain the NUL character");

/** One page of a list: how many, after which row. */
export const page = { limit: z.int().min(1).max(200).default(50), cursor: z.string().max(200).optional() };

/** One gate of a slot, as answers carry it (see lib/domain/gate.ts). */
export const gate = z.object({
  gate: z.enum([...gateNames, "time"]),
  passed: z.boolean(),
  state: z.enum(["clear", "waiting", "failed"]),
  title: z.string(),
  reason: z.string(),
  since: z.date().optional(),
  fix: z.object({ label: z.string(), action: z.enum(fixActions) }).optional(),
  rules: z.array(z.object({ kind: z.string(), id: z.string().optional(), name: z.string(), reason: z.string() })),
  nextOpen: z.date().optional(),
});

/** A half-open range of instants in an answer. */
export const range = z.object({ start: z.date(), end: z.date() });

/** One check of a build, as answers carry it. */
export const buildCheck = z.object({
  id: z.string(),
  name: z.string(),
  source: z.string(),
  status: z.enum(checkStatuses),
  conclusion: z.enum(checkConclusions).nullable(),
  url: z.string().nullable(),
  summary: z.string(),
  passed: z.number().nullable(),
  total: z.number().nullable(),
  startedAt: z.date().nullable(),
  finishedAt: z.date().nullable(),
  reportedAt: z.date(),
});
