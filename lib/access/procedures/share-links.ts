import { z } from "zod";
import { inTransaction } from "@/db/transaction";
import { createShareLink } from "@/lib/access/commands/create-share-link";
import { revokeShareLink } from "@/lib/access/commands/revoke-share-link";
import { createShareLinkInput, shareLinkInput, shareLinkOutput } from "@/lib/access/input";
import { listPlaces } from "@/lib/access/queries/places";
import { addressesOf, listShareLinks } from "@/lib/access/queries/share-links";
import { accept } from "@/lib/domain/refusal";
import { noInput } from "@/lib/fields";
import { memberOf, procedure } from "@/lib/rpc/procedure";

const tags = ["Share links"];

export const shareLinkProcedures = {
  shareLinks: procedure({
    access: "share.manage",
    method: "GET",
    path: "/share-links",
    summary: "Every share link with its addresses",
    tags,
    input: noInput,
    output: z.object({
      links: z.array(shareLinkOutput),
      environments: z.array(z.object({ id: z.string(), name: z.string() })),
    }),
    handler: async ({ db }) => {
      const { environments } = await listPlaces(db);
      return accept({ links: await listShareLinks(db), environments });
    },
  }),
  createShareLink: procedure({
    access: "share.manage",
    method: "POST",
    path: "/share-links",
    summary: "Make a link with which anybody may read the schedule",
    tags,
    status: 201,
    input: createShareLinkInput,
    output: z.object({ linkId: z.string(), links: shareLinkOutput.shape.links }),
    handler: ({ input, actor, now, db }) =>
      inTransaction(db, async (tx) => {
        const made = await createShareLink(tx, memberOf(actor), input, now);
        return made.ok ? accept({ ...made.value, links: addressesOf(made.value.linkId) }) : made;
      }),
  }),
  revokeShareLink: procedure({
    access: "share.manage",
    method: "POST",
    path: "/share-links/{linkId}/revoke",
    summary: "End a share link, its pages and feeds",
    tags,
    input: shareLinkInput,
    output: z.null(),
    handler: ({ input, actor, now, db }) =>
      inTransaction(db, (tx) => revokeShareLink(tx, memberOf(actor), input.linkId, now)),
  }),
};
