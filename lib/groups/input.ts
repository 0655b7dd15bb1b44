import { z } from "zod";
import { name, uuid } from "@/lib/fields";

const groupFields = {
  name,
  /** How many builds it tests at once. */
  limit: z.int().min(1, "must be at least 1").max(100, "must be at most 100").default(3),
  /** How long a build that came back is kept for whoever judged it before, in minutes. */
  offerMinutes: z.int().min(0).max(2_880, "must be at most two days").default(120),
  /** Who tests. None: everybody who may judge. */
  memberIds: z.array(uuid).max(200).default([]),
  /** Whose services it tests. */
  teamIds: z.array(uuid).max(200).default([]),
  /** Single services, which then are no longer their team's group's. */
  serviceIds: z.array(uuid).max(500).default([]),
};

export const groupInput = z.strictObject({ groupId: uuid });
export const createGroupInput = z.strictObject(groupFields);
export type CreateGroupInput = z.output<typeof createGroupInput>;
/** The whole group as it shall be. */
export const changeGroupInput = z.strictObject({ groupId: uuid, ...groupFields });
export type ChangeGroupInput = z.output<typeof changeGroupInput>;

const named = z.object({ id: z.string(), name: z.string() });

export const groupOutput = z.object({
  id: z.string(),
  name: z.string(),
  limit: z.number(),
  offerMinutes: z.number(),
  members: z.array(named),
  teams: z.array(named),
  services: z.array(named),
  /** What it has in test now. */
  inTest: z.array(z.object({ handoffId: z.string(), name: z.string(), testerName: z.string() })),
});
export type Group = z.output<typeof groupOutput>;

export const groupsOutput = z.object({
  groups: z.array(groupOutput),
  /** Who can be a member: everybody who may judge something. */
  testers: z.array(named),
  /** Services that no group tests: everybody who may judge them may take them, without a limit. */
  ungrouped: z.array(named),
  teams: z.array(named),
  services: z.array(named),
  mayManage: z.boolean(),
});
export type Groups = z.output<typeof groupsOutput>;
