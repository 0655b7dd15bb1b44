import { z } from "zod";
import { tokenPermissions } from "@/lib/domain/permission";
import { instant, name, uuid } from "@/lib/fields";

/** When something stops working by itself. `null`: never. */
const expiresAt = instant.nullable().default(null);

export const createTokenInput = z.strictObject({
  name,
  permissions: z
    .array(z.enum(tokenPermissions))
    .min(1, "must name at least one permission")
    .max(tokenPermissions.length)
    .refine((list) => new Set(list).size === list.length, "must name each permission once"),
  /** Limits the token to one team. `null`: every team its owner reaches. */
  teamId: uuid.nullable().default(null),
  expiresAt,
});
export const tokenInput = z.strictObject({ tokenId: uuid });
export const createShareLinkInput = z.strictObject({
  name,
  /** `null`: every environment. */
  environmentId: uuid.nullable().default(null),
  expiresAt,
});
export const shareLinkInput = z.strictObject({ linkId: uuid });

export type CreateTokenInput = z.output<typeof createTokenInput>;
export type CreateShareLinkInput = z.output<typeof createShareLinkInput>;

export const tokenOutput = z.object({
  id: z.string(),
  name: z.string(),
  prefix: z.string(),
  permissions: z.array(z.enum(tokenPermissions)),
  teamName: z.string().nullable(),
  ownerId: z.string(),
  ownerName: z.string(),
  /** A disabled owner's token is dead until they are enabled again. */
  ownerDisabled: z.boolean(),
  expiresAt: z.date().nullable(),
  lastUsedAt: z.date().nullable(),
  revokedAt: z.date().nullable(),
  createdAt: z.date(),
});
export const shareLinkOutput = z.object({
  id: z.string(),
  name: z.string(),
  environmentName: z.string().nullable(),
  createdByName: z.string(),
  expiresAt: z.date().nullable(),
  revokedAt: z.date().nullable(),
  createdAt: z.date(),
  links: z.object({ schedule: z.string(), departures: z.string(), calendar: z.string() }),
});
export type TokenRow = z.output<typeof tokenOutput>;
export type ShareLinkRow = z.output<typeof shareLinkOutput>;
