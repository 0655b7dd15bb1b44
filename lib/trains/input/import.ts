import { z } from "zod";
import { timetableFormats } from "@/lib/domain/timetable-file";
import { standardMilestones } from "@/lib/domain/train-milestones";
import { uuid, zone } from "@/lib/fields";
import { weekdayCodes } from "@/lib/time/rrule";
import { milestones } from "./trains";

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "must be hours and minutes, such as 10:00");

/** A timetable of dates, and how it is read. */
const reading = {
  /** CSV with `train,departure,milestone,at`, the same as a JSON list, or one of the published schedules that are known. */
  text: z.string().min(1, "must not be empty").max(4_000_000, "must have at most 4,000,000 characters"),
  /** In which its days are days. */
  zone,
  /** When a departure leaves whose date has no time. */
  leavesAt: timeOfDay.default("10:00"),
  durationMinutes: z.int().min(1).max(44_640).default(240),
  /** For milestones that the file does not name. */
  milestones: milestones.default(standardMilestones),
  weekdays: z.array(z.enum(weekdayCodes)).min(1).max(7).default(["MO", "TU", "WE", "TH", "FR"]),
  holidayCalendarId: uuid.nullable().default(null),
};
export const previewImportInput = z.strictObject(reading);
export const importTimetableInput = z.strictObject({
  ...reading,
  /** The environments that every train of the file passes. */
  environmentIds: z.array(uuid).min(1).max(20),
  /** Takes the rest when some rows make no sense; else one of them keeps everything out. */
  leaveOutFaulty: z.boolean().default(false),
});
export type PreviewImportInput = z.output<typeof previewImportInput>;
export type ImportTimetableInput = z.output<typeof importTimetableInput>;

const fault = z.object({ where: z.string(), message: z.string() });
export const importPreviewOutput = z.object({
  format: z.enum(timetableFormats),
  trains: z.number(),
  departures: z.number(),
  /** Departures that have left already: they are written down as history. */
  past: z.number(),
  /** The first of the trains. */
  shown: z.array(z.object({ name: z.string(), departures: z.number(), first: z.date(), last: z.date() })),
  faults: z.number(),
  /** The first of what makes no sense. */
  shownFaults: z.array(fault),
});
export const importedOutput = z.object({ trains: z.number(), departures: z.number(), leftOut: z.number() });
