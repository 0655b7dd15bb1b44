import { z } from "zod";
import { cadences } from "@/lib/domain/service-cadence";
import { successPolicies } from "@/lib/domain/target-success";
import { name, text, uuid, webUrl, zone } from "@/lib/fields";

/** What is left out of a change stays as it is. */

const hue = z.int().min(0, "must be a hue from 0 to 11").max(11, "must be a hue from 0 to 11");
/** When the team works, in `zone`; without a zone it works around the clock. Minutes count from midnight, Monday is day 1. */
const workFields = {
  zone: zone.nullable(),
  workStartMinute: z.int().min(0).max(1_439),
  workEndMinute: z.int().min(1).max(1_440),
  workDays: z
    .array(z.int().min(1).max(7))
    .min(1)
    .max(7)
    .transform((days) => [...new Set(days)].sort()),
};
const teamFields = { name, hue, ...workFields };
export const teamInput = z.strictObject({ teamId: uuid });
export const createTeamInput = z.strictObject({
  name,
  hue: hue.default(0),
  zone: workFields.zone.default(null),
  workStartMinute: workFields.workStartMinute.default(480),
  workEndMinute: workFields.workEndMinute.default(1_080),
  workDays: workFields.workDays.default([1, 2, 3, 4, 5]),
});
export const changeTeamInput = z.strictObject({ teamId: uuid, ...z.object(teamFields).partial().shape });
export type CreateTeamInput = z.output<typeof createTeamInput>;
export type ChangeTeamInput = z.output<typeof changeTeamInput>;

const serviceFields = {
  teamId: uuid,
  name,
  description: text(2_000),
  cadence: z.enum(cadences),
  /** The services that are deployed before it. */
  dependsOnIds: z.array(uuid).max(200),
};
export const serviceInput = z.strictObject({ serviceId: uuid });
export const createServiceInput = z.strictObject({
  ...serviceFields,
  description: serviceFields.description.default(""),
  cadence: serviceFields.cadence.default("slow"),
  dependsOnIds: serviceFields.dependsOnIds.default([]),
});
export const changeServiceInput = z.strictObject({ serviceId: uuid, ...z.object(serviceFields).partial().shape });
export const listServicesInput = z.strictObject({ archived: z.boolean().default(false) });
export type CreateServiceInput = z.output<typeof createServiceInput>;
export type ChangeServiceInput = z.output<typeof changeServiceInput>;

const environmentFields = { name, defaultOpen: z.boolean(), requiresAcceptance: z.boolean(), zone };
export const environmentInput = z.strictObject({ environmentId: uuid });
export const createEnvironmentInput = z.strictObject({
  ...environmentFields,
  defaultOpen: z.boolean().default(false),
  requiresAcceptance: z.boolean().default(false),
});
export const changeEnvironmentInput = z.strictObject({
  environmentId: uuid,
  ...z.object(environmentFields).partial().shape,
});
/** Every environment, in the order of the promotion path. */
export const orderEnvironmentsInput = z.strictObject({ environmentIds: z.array(uuid).min(1).max(50) });
export type CreateEnvironmentInput = z.output<typeof createEnvironmentInput>;
export type ChangeEnvironmentInput = z.output<typeof changeEnvironmentInput>;
export type OrderEnvironmentsInput = z.output<typeof orderEnvironmentsInput>;

/** How long a build must have run at the stop before, until it may enter the environment. */
export const soakInput = z.strictObject({
  environmentId: uuid,
  /** Left out: every service without a rule of its own. */
  serviceId: uuid.optional(),
});
export const setSoakInput = z.strictObject({
  ...soakInput.shape,
  /** 0: this service need not wait, whatever the general rule says. At most 30 days. */
  minutes: z.int().min(0).max(43_200, "must be at most 30 days"),
  hotfixesExempt: z.boolean().default(false),
});
export type SoakInput = z.output<typeof soakInput>;
export type SetSoakInput = z.output<typeof setSoakInput>;
export const soakRulesOutput = z.object({
  rules: z.array(
    z.object({
      environment: z.object({ id: z.string(), name: z.string() }),
      service: z.object({ id: z.string(), name: z.string() }).nullable(),
      minutes: z.number(),
      hotfixesExempt: z.boolean(),
      setBy: z.string().nullable(),
    }),
  ),
  environments: z.array(z.object({ id: z.string(), name: z.string() })),
  services: z.array(z.object({ id: z.string(), name: z.string() })),
  mayManage: z.boolean(),
});
export type SoakRules = z.output<typeof soakRulesOutput>;

const targetFields = {
  url: webUrl,
  successBy: z.enum(successPolicies),
  callTimeoutSeconds: z.int().min(1).max(60),
  reportTimeoutSeconds: z.int().min(10).max(86_400),
  enabled: z.boolean(),
};
export const targetInput = z.strictObject({ targetId: uuid });
export const createTargetInput = z.strictObject({
  serviceId: uuid,
  environmentId: uuid,
  url: webUrl,
  successBy: targetFields.successBy.default("report"),
  callTimeoutSeconds: targetFields.callTimeoutSeconds.default(10),
  reportTimeoutSeconds: targetFields.reportTimeoutSeconds.default(3_600),
  enabled: targetFields.enabled.default(true),
});
export const changeTargetInput = z.strictObject({ targetId: uuid, ...z.object(targetFields).partial().shape });
export type CreateTargetInput = z.output<typeof createTargetInput>;
export type ChangeTargetInput = z.output<typeof changeTargetInput>;
