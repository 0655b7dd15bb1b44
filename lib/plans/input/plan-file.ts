import { z } from "zod";
import { signingRoles } from "@/lib/approvals/input";
import { approvalTimeCovers } from "@/lib/domain/approval-content";
import { freezeGrades } from "@/lib/domain/freeze-grade";
import { overrunRules } from "@/lib/domain/overrun";
import type { Role } from "@/lib/domain/permission";
import { type DeclaredPlan, type PlanSection, weekdayWords } from "@/lib/domain/plan";
import { keyOf } from "@/lib/domain/plan-matching";
import { cadences, windowCadences } from "@/lib/domain/service-cadence";
import { successPolicies } from "@/lib/domain/target-success";
import { thawRules } from "@/lib/domain/thaw-rule";
import { name as nameField, text, webUrl, zone } from "@/lib/fields";
import { defaultedRule } from "@/lib/rule-fields";
import { plannedTrain } from "@/lib/trains/input/trains";

/*
 * The file as people write it. Names and bounds are those of the API's fields; whatever has a default may be left out, and means its
 * default then. A later section is a new optional key, as `trains` was: `signalbox` rises only when what is written today would mean something
 * else.
 */

const name = nameField.describe("Unique without regard to case. Things are recognised by it.");
const was = nameField
  .optional()
  .describe("The name so far: renames instead of adding. Without meaning once the new name stands.");
const names = z.array(nameField);

const timeOfDay = z
  .string()
  .regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'must be a time of day in quotes, such as "08:00"')
  .describe('In quotes: "08:00".');

export const environmentItem = z.strictObject({
  name,
  was,
  zone,
  defaultOpen: z.boolean().default(false).describe("Accepts deployments outside every window."),
  requiresAcceptance: z.boolean().default(false).describe("Asks for QA's acceptance of exactly the build."),
});

const workingHours = z
  .strictObject({
    zone,
    from: timeOfDay.default("08:00"),
    to: timeOfDay.default("18:00"),
    days: z
      .array(z.enum(weekdayWords))
      .min(1)
      .refine((days) => new Set(days).size === days.length, "must name each day once")
      .default(["mon", "tue", "wed", "thu", "fri"])
      .transform((days) => weekdayWords.filter((day) => days.includes(day))),
  })
  .refine(({ from, to }) => from < to, { error: "must be later than the start of work", path: ["to"] });

export const teamItem = z.strictObject({
  name,
  was,
  hue: z.int().min(0).max(11).default(0).describe("The colour of its slots: a hue from 0 to 11."),
  workingHours: workingHours.nullable().default(null).describe("Left out: around the clock."),
});

export const serviceItem = z.strictObject({
  name,
  was,
  team: nameField.describe("The team that owns it."),
  description: text(2_000).default(""),
  cadence: z.enum(cadences).default("slow"),
  dependsOn: names.max(50).default([]).describe("Services that are deployed before it."),
  archived: z.boolean().default(false).describe("Put away: offered for nothing new."),
});

export const targetItem = z.strictObject({
  service: nameField,
  environment: nameField,
  // As a target keeps it, so that the same address is not another one for want of a slash.
  url: webUrl
    .transform((url) => new URL(url).href)
    .describe("The webhook to call. Its secret is never part of a file."),
  successBy: z.enum(successPolicies).default("report"),
  callTimeoutSeconds: z.int().min(1).max(60).default(10),
  reportTimeoutSeconds: z.int().min(10).max(86_400).default(3_600),
  enabled: z.boolean().default(true),
});

export const policyItem = z.strictObject({
  environment: nameField,
  stages: z
    .array(z.strictObject({ role: z.enum(signingRoles as [Role, ...Role[]]), required: z.int().min(1).max(20) }))
    .max(signingRoles.length)
    .refine((stages) => new Set(stages.map(({ role }) => role)).size === stages.length, "must name each role once"),
  authorExcluded: z.boolean().default(true).describe("Whoever had a hand in it cannot approve it."),
  coversTime: z.enum(approvalTimeCovers).default("occurrence").describe("How far a slot may move with its signatures."),
});

export const windowItem = z.strictObject({
  name,
  was,
  environment: nameField,
  cadence: z.enum(windowCadences).default("slow"),
  ...defaultedRule,
  lanes: z.int().min(1).max(50).default(1),
  granularityMinutes: z.int().min(1).max(1_440).default(15),
  leadMinutes: z.int().min(0).max(525_600).default(0),
  overrun: z.enum(overrunRules).default("finish"),
  teams: names.max(200).default([]).describe("Who may book. Left out: every team."),
});

const scope = {
  environments: names.max(50).default([]),
  teams: names.max(200).default([]),
  services: names.max(500).default([]),
};

export const freezeItem = z.strictObject({
  name,
  was,
  reason: text(2_000).default(""),
  grade: z.enum(freezeGrades),
  ...defaultedRule,
  ...scope,
  except: z.strictObject(scope).prefault({}).describe("Left out of it, whatever it reaches otherwise."),
  thaw: z.enum(thawRules).default("next_slot"),
  thawPerHour: z.int().min(1).max(1_000).default(4),
});

export const trainItem = z.strictObject({
  name,
  was,
  environments: names.min(1).max(20).describe("The environments that it passes, in the order of the path."),
  ...plannedTrain,
  weekdays: plannedTrain.weekdays.describe("The days on which people work: milestones are counted in them."),
  holidays: nameField.nullable().default(null).describe("The calendar whose all-day events are no working days."),
  missedTrain: nameField.nullable().default(null).describe("Which train takes those who miss theirs."),
});

/** A section in which nothing stands twice. Freezes may share a name: two winters' are two freezes. */
function section<Item extends z.ZodType<object>>(item: Item, most: number, { unique = true } = {}) {
  const list = z.array(item).max(most, `must have at most ${most} entries`);
  if (!unique) return list.optional();
  return list
    .superRefine((items, context) => {
      const seen = new Map<string, number>();
      for (const [at, each] of items.entries()) {
        const key = keyOf(each);
        if (seen.has(key)) context.addIssue({ code: "custom", path: [at], message: "stands in the file already" });
        seen.set(key, at);
      }
    })
    .optional();
}

/** The most entries of each section: far more than anybody plans, few enough to be compared in bounded time. */
export const planFile = z.strictObject({
  signalbox: z.literal(1, "must be 1: the version of the format").describe("The version of the format."),
  environments: section(environmentItem, 50).describe("The promotion path, in its order."),
  teams: section(teamItem, 500),
  services: section(serviceItem, 2_000),
  targets: section(targetItem, 4_000),
  policies: section(policyItem, 50),
  windows: section(windowItem, 300),
  freezes: section(freezeItem, 300, { unique: false }),
  trains: section(trainItem, 100),
});

/** What `planFile` gives beside its version is what lib/domain compares. */
export type PlanFile = z.output<typeof planFile>;
export const declaredPlanOf = ({ signalbox: _, ...declared }: PlanFile): DeclaredPlan => declared as DeclaredPlan;

/** How the entry of each section is written. */
export const planItems: { [Section in PlanSection]: z.ZodObject } = {
  environments: environmentItem,
  teams: teamItem,
  services: serviceItem,
  targets: targetItem,
  policies: policyItem,
  windows: windowItem,
  freezes: freezeItem,
  trains: trainItem,
};
