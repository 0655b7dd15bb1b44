import { z } from "zod";
import { inTransaction } from "@/db/transaction";
import { accept } from "@/lib/domain/refusal";
import { noInput, uuid } from "@/lib/fields";
import { SELF } from "@/lib/rpc/access";
import { memberOf, procedure } from "@/lib/rpc/procedure";
import { changeView } from "./commands/change-view";
import { removeView } from "./commands/remove-view";
import { saveView } from "./commands/save-view";
import { changeViewInput, saveViewInput, viewInput } from "./input";
import { listViews } from "./queries";

const tags = ["Saved views"];
const ref = z.object({ viewId: uuid });

/** Ways to look at the schedule that people keep and share. */
export const viewsProcedures = {
  list: procedure({
    access: "plan.read",
    method: "GET",
    path: "/views",
    summary: "One's own saved views of the schedule, and those that others share",
    tags,
    input: noInput,
    output: z.object({
      views: z.array(
        z.object({
          id: uuid,
          name: z.string(),
          query: z.string(),
          shared: z.boolean(),
          mine: z.boolean(),
          ownerName: z.string(),
        }),
      ),
    }),
    handler: async ({ actor, db }) => accept({ views: await listViews(db, memberOf(actor).personId) }),
  }),
  save: procedure({
    access: SELF,
    method: "POST",
    path: "/views",
    status: 201,
    summary: "Keep a way to look at the schedule under a name",
    tags,
    input: saveViewInput,
    output: ref,
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => saveView(tx, memberOf(actor), input, now)),
  }),
  change: procedure({
    access: SELF,
    method: "PATCH",
    path: "/views/{viewId}",
    summary: "Rename one's own view, point it elsewhere, share it with everybody or take it back",
    tags,
    input: changeViewInput,
    output: ref,
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => changeView(tx, memberOf(actor), input, now)),
  }),
  remove: procedure({
    access: SELF,
    method: "DELETE",
    path: "/views/{viewId}",
    summary: "Remove one's own view",
    tags,
    input: viewInput,
    output: ref,
    handler: ({ input, actor, now, db }) =>
      inTransaction(db, (tx) => removeView(tx, memberOf(actor), input.viewId, now)),
  }),
};
