import { z } from "zod";
import { inTransaction } from "@/db/transaction";
import {
  archiveCalendar,
  changeCalendar,
  createCalendar,
  replaceCalendarFile,
} from "@/lib/calendars/commands/calendar";
import { refreshCalendar } from "@/lib/calendars/commands/refresh";
import {
  calendarInput,
  changeCalendarInput,
  createCalendarInput,
  listCalendarsInput,
  previewCalendarInput,
  replaceEventsInput,
} from "@/lib/calendars/input";
import { listCalendars, readCalendarDetail } from "@/lib/calendars/queries/calendars";
import { previewReading } from "@/lib/calendars/queries/preview";
import { readSource } from "@/lib/calendars/queries/reading";
import { accept, refuse } from "@/lib/domain/refusal";
import { procedure } from "@/lib/rpc/procedure";
import { calendarDetailOutput, calendarOutput, calendarPreviewOutput, refreshOutput } from "./outputs";

const tags = ["Calendars"];
const noCalendar = refuse("not_found", "There is no such calendar.");

/** The doors of the calendars from outside. What is fetched is fetched before anything is locked. */
export const calendarsProcedures = {
  list: procedure({
    access: "plan.read",
    method: "GET",
    path: "/calendars",
    summary: "Lists calendars from outside, with the state of their last fetch",
    tags,
    input: listCalendarsInput,
    output: z.object({ calendars: z.array(calendarOutput) }),
    handler: async ({ input, now, db }) => accept({ calendars: await listCalendars(db, input, now) }),
  }),
  get: procedure({
    access: "plan.read",
    method: "GET",
    path: "/calendars/{calendarId}",
    summary: "Reads one calendar with its next events",
    tags,
    input: calendarInput,
    output: calendarDetailOutput,
    handler: async ({ input, now, db }) => {
      const calendar = await readCalendarDetail(db, input.calendarId, now);
      return calendar ? accept(calendar) : noCalendar;
    },
  }),
  preview: procedure({
    access: "freeze.manage",
    method: "POST",
    path: "/calendars/preview",
    summary: "Reads a calendar without keeping it: its events, what is odd in it, and whom it would hit as a freeze",
    tags,
    input: previewCalendarInput,
    output: calendarPreviewOutput,
    handler: async ({ input, now, db }) => {
      const reading = await readSource(input, input.zone, now);
      return reading.ok ? previewReading(db, input, reading.value, now) : reading;
    },
  }),
  create: procedure({
    access: "freeze.manage",
    method: "POST",
    path: "/calendars",
    summary: "Adds a calendar from a file, or subscribes to an address; as marks or as a freeze",
    tags,
    status: 201,
    input: createCalendarInput,
    output: z.object({ calendarId: z.string(), events: z.number() }),
    handler: async ({ input, actor, now, db }) => {
      const { text: _, url: __, ...calendar } = input;
      const reading = await readSource(input, input.zone, now);
      return reading.ok ? inTransaction(db, (tx) => createCalendar(tx, actor, calendar, reading.value, now)) : reading;
    },
  }),
  change: procedure({
    access: "freeze.manage",
    method: "PATCH",
    path: "/calendars/{calendarId}",
    summary: "Renames a calendar, changes what its events are here, or how often it is fetched",
    tags,
    input: changeCalendarInput,
    output: z.null(),
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => changeCalendar(tx, actor, input, now)),
  }),
  replaceEvents: procedure({
    access: "freeze.manage",
    method: "PUT",
    path: "/calendars/{calendarId}/events",
    summary: "Reads a newer file in place of the last one",
    tags,
    input: replaceEventsInput,
    output: z.object({ events: z.number() }),
    handler: async ({ input: { calendarId, text }, actor, now, db }) => {
      const known = await readCalendarDetail(db, calendarId, now);
      if (!known) return noCalendar;
      const reading = await readSource({ text }, known.zone, now);
      if (!reading.ok) return reading;
      return inTransaction(db, (tx) => replaceCalendarFile(tx, actor, { calendarId, reading: reading.value }, now));
    },
  }),
  refresh: procedure({
    access: "freeze.manage",
    method: "POST",
    path: "/calendars/{calendarId}/refresh",
    summary: "Fetches a subscription now; what fails changes nothing, and says why",
    tags,
    input: calendarInput,
    output: refreshOutput,
    handler: ({ input, actor, now, db }) => refreshCalendar(db, actor, input, now),
  }),
  archive: procedure({
    access: "freeze.manage",
    method: "POST",
    path: "/calendars/{calendarId}/archive",
    summary: "Puts a calendar away: its marks go, and its freeze is lifted",
    tags,
    input: calendarInput,
    output: z.null(),
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => archiveCalendar(tx, actor, input, now)),
  }),
};
