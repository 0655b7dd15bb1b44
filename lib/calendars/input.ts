import { z } from "zod";
import { calendarUses } from "@/lib/domain/calendar-use";
import { freezeGrades } from "@/lib/domain/freeze-grade";
import { thawRules } from "@/lib/domain/thaw-rule";
import { name, text, uuid, zone } from "@/lib/fields";

/** What is left out of a change stays as it is. */

/** As `maxCalendarBytes` of lib/feeds, which weighs too much for the browser. */
export const mostCalendarCharacters = 4 * 1024 * 1024;

/** Where the events come from: one of the two. */
const source = {
  text: z
    .string()
    .min(1, "must not be empty")
    .max(mostCalendarCharacters, "must have at most 4 MB: export a shorter time, or fewer calendars")
    .optional()
    .describe("The calendar itself (iCalendar, .ics)."),
  url: z
    .string()
    .min(1, "must not be empty")
    .max(2_000)
    .optional()
    .describe("The https address that it is fetched from, again and again. webcal addresses are https."),
};
const isOneSource = ({ text: own, url }: { text?: string; url?: string }) =>
  (own === undefined) !== (url === undefined);
const oneSource = { error: "give the calendar's text or its address, one of the two", path: ["url"] };

const lists = {
  environmentIds: z.array(uuid).max(50).default([]),
  teamIds: z.array(uuid).max(200).default([]),
  serviceIds: z.array(uuid).max(500).default([]),
};
/** What its events close, when they close something. Empty lists: everywhere. */
const freezeFields = {
  grade: z.enum(freezeGrades),
  ...lists,
  except: z.strictObject(lists).prefault({}),
};
const freeze = z.strictObject({
  ...freezeFields,
  reason: text(2_000).default(""),
  thaw: z.enum(thawRules).default("next_slot"),
  thawPerHour: z.int().min(1).max(1_000).default(4),
});
export type CalendarFreezeInput = z.output<typeof freeze>;

const refreshMinutes = z.int().min(15).max(43_200).describe("How often a subscription is fetched, in minutes.");
const use = z.enum(calendarUses).describe("mark: shown on the schedule. freeze: its events close.");
const hasItsFreeze = (input: { use?: string; freeze?: object }) => input.use !== "freeze" || input.freeze !== undefined;
const freezeNeeded = { error: "say what its events close", path: ["freeze"] };

export const previewCalendarInput = z
  .strictObject({
    ...source,
    zone: zone.default("UTC"),
    freeze: z.strictObject(freezeFields).optional().describe("Shows whom its events would hit as a freeze."),
  })
  .refine(isOneSource, oneSource);
export type PreviewCalendarInput = z.output<typeof previewCalendarInput>;

export const createCalendarInput = z
  .strictObject({
    name,
    ...source,
    /** Days without a zone of their own are days of this zone. */
    zone,
    use: use.default("mark"),
    refreshMinutes: refreshMinutes.default(1_440),
    freeze: freeze.optional(),
  })
  .refine(isOneSource, oneSource)
  .refine(hasItsFreeze, freezeNeeded);
export type CreateCalendarInput = z.output<typeof createCalendarInput>;

export const calendarInput = z.strictObject({ calendarId: uuid });
export const changeCalendarInput = z
  .strictObject({
    calendarId: uuid,
    name: name.optional(),
    use: use.optional(),
    refreshMinutes: refreshMinutes.optional(),
    freeze: freeze.optional(),
  })
  .refine(hasItsFreeze, freezeNeeded);
export type ChangeCalendarInput = z.output<typeof changeCalendarInput>;

/** A file again, in place of what was read from the last one. */
export const replaceEventsInput = z.strictObject({ calendarId: uuid, text: source.text.unwrap() });
export const listCalendarsInput = z.strictObject({ archived: z.boolean().default(false) });
