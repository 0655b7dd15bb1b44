import { z } from "zod";
import { inTransaction } from "@/db/transaction";
import { createToken } from "@/lib/access/commands/create-token";
import { revokeToken } from "@/lib/access/commands/revoke-token";
import { createTokenInput, tokenInput, tokenOutput } from "@/lib/access/input";
import { listPlaces } from "@/lib/access/queries/places";
import { listTokens } from "@/lib/access/queries/tokens";
import { may } from "@/lib/auth/actor";
import { tokenPermissions } from "@/lib/domain/permission";
import { accept } from "@/lib/domain/refusal";
import { noInput } from "@/lib/fields";
import { SELF } from "@/lib/rpc/access";
import { memberOf, procedure } from "@/lib/rpc/procedure";

const tags = ["API tokens"];
const named = z.object({ id: z.string(), name: z.string() });

export const tokenProcedures = {
  tokens: procedure({
    access: SELF,
    method: "GET",
    path: "/tokens",
    summary: "One's own API tokens; for who manages people, everybody's",
    tags,
    input: noInput,
    output: z.object({
      tokens: z.array(tokenOutput),
      /** What a new token could be given. */
      grantable: z.object({ permissions: z.array(z.enum(tokenPermissions)), teams: z.array(named) }),
    }),
    handler: async ({ actor, db }) => {
      const member = memberOf(actor);
      const tokens = await listTokens(db, may(member, "people.manage", null) ? "everybody" : member.personId);
      const { teams } = await listPlaces(db);
      const permissions = tokenPermissions.filter((permission) => member.permissions.has(permission));
      return accept({ tokens, grantable: { permissions, teams } });
    },
  }),
  createToken: procedure({
    access: SELF,
    method: "POST",
    path: "/tokens",
    summary: "Make an API token, which is shown once",
    tags,
    status: 201,
    input: createTokenInput,
    output: z.object({ tokenId: z.string(), token: z.string() }),
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => createToken(tx, memberOf(actor), input, now)),
  }),
  revokeToken: procedure({
    access: SELF,
    method: "POST",
    path: "/tokens/{tokenId}/revoke",
    summary: "End an API token",
    tags,
    input: tokenInput,
    output: z.null(),
    handler: ({ input, actor, now, db }) =>
      inTransaction(db, (tx) => revokeToken(tx, memberOf(actor), input.tokenId, now)),
  }),
};
