import { z } from "zod";
import { inTransaction } from "@/db/transaction";
import { accept } from "@/lib/domain/refusal";
import { noInput } from "@/lib/fields";
import { archiveGroup, changeGroup, createGroup } from "@/lib/groups/commands/write-group";
import { loadGroups } from "@/lib/groups/queries/groups";
import { memberOf, procedure } from "@/lib/rpc/procedure";
import { changeGroupInput, createGroupInput, groupInput, groupsOutput } from "./input";

const tags = ["QA groups"];
const done = z.object({ groupId: z.string() });

export const groupsProcedures = {
  list: procedure({
    access: "plan.read",
    method: "GET",
    path: "/qa-groups",
    summary: "The groups of testers: who is in them, what they test, how much at once, and what they have in test",
    tags,
    input: noInput,
    output: groupsOutput,
    handler: async ({ actor, db }) => accept(await loadGroups(db, memberOf(actor))),
  }),
  create: procedure({
    access: "policy.manage",
    method: "POST",
    path: "/qa-groups",
    summary: "Set a group of testers up",
    tags,
    status: 201,
    input: createGroupInput,
    output: done,
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => createGroup(tx, memberOf(actor), input, now)),
  }),
  change: procedure({
    access: "policy.manage",
    method: "PUT",
    path: "/qa-groups/{groupId}",
    summary: "Change a group's name, members, services or limit",
    tags,
    input: changeGroupInput,
    output: done,
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => changeGroup(tx, memberOf(actor), input, now)),
  }),
  archive: procedure({
    access: "policy.manage",
    method: "DELETE",
    path: "/qa-groups/{groupId}",
    summary: "End a group; what it has in test stays in test",
    tags,
    input: groupInput,
    output: done,
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => archiveGroup(tx, memberOf(actor), input, now)),
  }),
};
