import { z } from "zod";
import { freezeGrades } from "@/lib/domain/freeze-grade";
import { passReasons } from "@/lib/domain/freeze-hits";
import { thawRules } from "@/lib/domain/thaw-rule";
import { range } from "@/lib/fields";
import { timeRuleOutput } from "@/lib/rule-fields";

/** What the freezes' procedures answer with, field by field. */

const thing = z.object({ kind: z.enum(["environment", "team", "service"]), id: z.string(), name: z.string() });

export const freezeOutput = z.object({
  id: z.string(),
  name: z.string(),
  reason: z.string(),
  grade: z.enum(freezeGrades),
  ...timeRuleOutput,
  /** Set by "stop the line": it ends when somebody lifts it. */
  stopsTheLine: z.boolean(),
  /** Its times come from this calendar. */
  calendarId: z.string().nullable(),
  thaw: z.enum(thawRules),
  thawPerHour: z.number(),
  createdBy: z.string().nullable(),
  createdAt: z.date(),
  liftedAt: z.date().nullable(),
  liftedBy: z.string().nullable(),
  /** The stretch in force now, or the next one. */
  nextPeriod: range.nullable(),
  /** What it reaches; empty: everything. */
  scope: z.array(thing),
  /** What it does not, whatever the scope says. */
  except: z.array(thing),
  /** Releases that it kept from leaving and that wait to be planned again. */
  postponed: z.number(),
});

/** A booked slot as a freeze looks at it, and whose it is. */
const bookedSlot = {
  id: z.string(),
  environmentName: z.string(),
  zone: z.string(),
  teamName: z.string().nullable(),
  bookedBy: z.string().nullable(),
  during: range,
  releases: z.array(z.object({ serviceName: z.string(), version: z.string() })),
};
/** It will be missed unless it is moved. */
export const hitOutput = z.object(bookedSlot);
/** One freeze with what it does next. */
export const freezeDetailOutput = freezeOutput.extend({
  /** The stretches that it closes next, named where they have a name of their own. */
  periods: z.array(z.object({ during: range, label: z.string() })),
  /** The booked slots of one's teams that it keeps from opening in them: the first of them. */
  hits: z.array(hitOutput),
  hitCount: z.number(),
});
/** It opens all the same. */
export const passingOutput = z.object({ ...bookedSlot, because: z.enum(passReasons) });

export const stopPreviewOutput = z.object({
  /** The first of them. */
  hits: z.array(hitOutput),
  total: z.number(),
  withinDay: z.number(),
  /** The stop that stands there already. */
  stopped: z.object({ freezeId: z.string(), name: z.string() }).nullable(),
});

export const currentFreezeOutput = z.object({
  freezeId: z.string(),
  name: z.string(),
  reason: z.string(),
  grade: z.enum(freezeGrades),
  during: range,
  zone: z.string(),
  stopsTheLine: z.boolean(),
  /** Names; empty: everywhere. */
  environments: z.array(z.string()),
  /** Teams and services it is limited to; empty: all. */
  only: z.array(z.string()),
  except: z.array(z.string()),
  /** Booked slots of the next week that it keeps from opening: the first of them. */
  affected: z.array(
    z.object({
      slotId: z.string(),
      environmentId: z.string(),
      zone: z.string(),
      start: z.date(),
      name: z.string(),
    }),
  ),
  affectedCount: z.number(),
});
