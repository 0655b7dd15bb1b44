import type { Permission } from "@/lib/domain/permission";

/** Any signed-in member, acting on their own things only. */
export const SELF = "SELF" as const;

export type PublicAccess = { publicBecause: string };

/** What a procedure demands of its caller. Required: a procedure without a guard cannot be written. */
export type Access = Permission | typeof SELF | PublicAccess;

/** Opens a procedure to everyone and records why, for the reader and for the permission matrix. */
export function publicBecause(reason: string): PublicAccess {
  return { publicBecause: reason };
}
