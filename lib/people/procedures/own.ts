import { z } from "zod";
import { inTransaction } from "@/db/transaction";
import { countAttempt } from "@/lib/auth/rate-limit";
import { permissions, roles } from "@/lib/domain/permission";
import { accept, refuse } from "@/lib/domain/refusal";
import { env } from "@/lib/env";
import { noInput } from "@/lib/fields";
import { changePassword } from "@/lib/people/commands/change-password";
import { changeProfile } from "@/lib/people/commands/change-profile";
import { signOutEverywhere } from "@/lib/people/commands/sign-out-everywhere";
import { changePasswordInput, profileInput } from "@/lib/people/input";
import { loadInstallation } from "@/lib/people/queries/installation";
import { SELF } from "@/lib/rpc/access";
import { memberOf, procedure } from "@/lib/rpc/procedure";
import { formatDuration } from "@/lib/time/format";

const tags = ["Me"];
/** Guessing the old password from an open session. */
const passwordChanges = { name: "password-change", attempts: 6, seconds: 600 };

/** What concerns the caller alone. */
export const ownProcedures = {
  me: procedure({
    access: SELF,
    method: "GET",
    path: "/me",
    summary: "Who is signed in, and what they may do",
    tags,
    input: noInput,
    output: z.object({
      personId: z.string(),
      name: z.string(),
      email: z.string(),
      zone: z.string(),
      roles: z.array(z.enum(roles)),
      permissions: z.array(z.enum(permissions)),
      organisationName: z.string(),
      isDemo: z.boolean(),
    }),
    handler: async ({ actor, db }) => {
      const { personId, name, email, zone, grants, permissions: held } = memberOf(actor);
      const { organisationName } = await loadInstallation(db);
      return accept({
        ...{ personId, name, email, zone, organisationName },
        roles: roles.filter((role) => grants.some((grant) => grant.role === role)),
        permissions: [...held.keys()],
        isDemo: env().isDemo,
      });
    },
  }),
  changeProfile: procedure({
    access: SELF,
    method: "PUT",
    path: "/me",
    summary: "Change one's own name and zone",
    tags,
    input: profileInput,
    output: z.null(),
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => changeProfile(tx, memberOf(actor), input, now)),
  }),
  changePassword: procedure({
    access: SELF,
    method: "POST",
    path: "/me/password",
    summary: "Change one's own password; ends every session",
    tags,
    input: changePasswordInput,
    output: z.null(),
    handler: async ({ input, actor, now, db }) => {
      const member = memberOf(actor);
      const attempt = await countAttempt(db, [{ limit: passwordChanges, key: member.personId }]);
      if (!attempt.ok) {
        const ms = attempt.retryAfterSeconds * 1000;
        const nextOpen = new Date(now.getTime() + ms);
        return refuse("rate_limited", `Too many attempts. Try again in ${formatDuration(ms)}.`, { nextOpen });
      }
      return inTransaction(db, (tx) => changePassword(tx, member, input, now));
    },
  }),
  signOutMyself: procedure({
    access: SELF,
    method: "POST",
    path: "/me/sign-out-everywhere",
    summary: "End every session of one's own",
    tags,
    input: noInput,
    output: z.null(),
    handler: ({ actor, now, db }) =>
      inTransaction(db, (tx) => signOutEverywhere(tx, memberOf(actor), memberOf(actor).personId, now)),
  }),
};
