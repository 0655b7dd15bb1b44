import { z } from "zod";
import { calendarUses } from "@/lib/domain/calendar-use";
import { passReasons } from "@/lib/domain/freeze-hits";
import { range } from "@/lib/fields";

/** What the calendars' procedures answer with, field by field. The address stays sealed: only its host is told. */

const event = z.object({ id: z.string(), title: z.string(), allDay: z.boolean(), during: range });

export const calendarOutput = z.object({
  id: z.string(),
  name: z.string(),
  use: z.enum(calendarUses),
  zone: z.string(),
  /** Where it is fetched from; null: it was read from a file. */
  host: z.string().nullable(),
  refreshMinutes: z.number(),
  fetchedAt: z.date().nullable(),
  nextFetchAt: z.date().nullable(),
  /** Why the last fetch changed nothing. */
  fetchError: z.string().nullable(),
  archivedAt: z.date().nullable(),
  createdAt: z.date(),
  createdBy: z.string().nullable(),
  /** The freeze that its events make. */
  freezeId: z.string().nullable(),
  events: z.number(),
  /** The event that is on now, or the next one. */
  next: event.nullable(),
});

export const calendarDetailOutput = calendarOutput.extend({
  coming: z.number(),
  nextEvents: z.array(event),
  lastEvents: z.array(event),
});

const shownEvent = event.omit({ id: true });
const slot = z.object({
  id: z.string(),
  environmentName: z.string(),
  zone: z.string(),
  teamName: z.string().nullable(),
  bookedBy: z.string().nullable(),
  during: range,
  releases: z.array(z.object({ serviceName: z.string(), version: z.string() })),
});

export const calendarPreviewOutput = z.object({
  /** What the calendar calls itself. */
  name: z.string().nullable(),
  count: z.number(),
  coming: z.number(),
  past: z.number(),
  /** The next of them. */
  events: z.array(shownEvent),
  /** The last that are over. */
  pastEvents: z.array(shownEvent),
  /** What had to be understood or was left out. */
  notes: z.array(z.string()),
  /** As a freeze: how often it closes, and whom it hits. */
  closing: z
    .object({
      stretches: z.number(),
      /** The stretches of the past year and the next quarter, to rehearse it with; null: too many. */
      rehearsed: z.array(range).nullable(),
      hits: z.array(slot).describe("The first of them, in order of time."),
      hitCount: z.number().describe("How many there are, listed or not."),
      passing: z.array(slot.extend({ because: z.enum(passReasons) })).describe("The first that open all the same."),
      passingCount: z.number().describe("How many there are, listed or not."),
    })
    .nullable(),
});

export const refreshOutput = z.object({
  outcome: z.enum(["read", "unchanged", "failed"]),
  events: z.number().optional(),
  reason: z.string().optional(),
});
