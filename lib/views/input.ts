import { z } from "zod";
import { name, text, uuid } from "@/lib/fields";

/** The query of the schedule's address, as the page itself writes it: `view=quarter&team=…`. */
const query = text(2_000).transform((value) => value.replace(/^\?/, ""));

export const saveViewInput = z.strictObject({ name, query, shared: z.boolean().default(false) });
export type SaveViewInput = z.output<typeof saveViewInput>;

export const viewInput = z.strictObject({ viewId: uuid });
export type ViewInput = z.output<typeof viewInput>;

/** What is left out stays as it is. */
export const changeViewInput = z.strictObject({
  viewId: uuid,
  name: name.optional(),
  query: query.optional(),
  shared: z.boolean().optional(),
});
export type ChangeViewInput = z.output<typeof changeViewInput>;
