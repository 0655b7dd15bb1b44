import { z } from "zod";
import { inTransaction } from "@/db/transaction";
import { readScope } from "@/lib/auth/actor";
import { accept } from "@/lib/domain/refusal";
import { procedure } from "@/lib/rpc/procedure";
import { changeTeam, createTeam, removeTeam } from "@/lib/services/commands/team";
import { changeTeamInput, createTeamInput, teamInput } from "@/lib/services/input";
import { listTeams } from "@/lib/services/queries/teams";

const tags = ["Services"];
export const teamOutput = z.object({ id: z.string(), name: z.string(), hue: z.number() });

const teamWithHours = teamOutput.extend({
  /** Null: it works around the clock. */
  zone: z.string().nullable(),
  workStartMinute: z.number(),
  workEndMinute: z.number(),
  workDays: z.array(z.number()),
});

export const teamProcedures = {
  listTeams: procedure({
    access: "plan.read",
    method: "GET",
    path: "/teams",
    summary: "Lists the teams that you may read",
    tags,
    input: z.strictObject({}),
    output: z.object({ teams: z.array(teamWithHours) }),
    handler: async ({ actor, db }) => accept({ teams: await listTeams(db, readScope(actor)) }),
  }),
  createTeam: procedure({
    access: "service.manage",
    method: "POST",
    path: "/teams",
    summary: "Adds a team",
    tags,
    status: 201,
    input: createTeamInput,
    output: z.object({ teamId: z.string() }),
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => createTeam(tx, actor, input, now)),
  }),
  changeTeam: procedure({
    access: "service.manage",
    method: "PATCH",
    path: "/teams/{teamId}",
    summary: "Changes a team: its name, its hue, when it works",
    tags,
    input: changeTeamInput,
    output: z.null(),
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => changeTeam(tx, actor, input, now)),
  }),
  removeTeam: procedure({
    access: "service.manage",
    method: "DELETE",
    path: "/teams/{teamId}",
    summary: "Removes a team that nothing belongs to",
    tags,
    input: teamInput,
    output: z.null(),
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => removeTeam(tx, actor, input, now)),
  }),
};
