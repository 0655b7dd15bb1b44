import { z } from "zod";
import { inTransaction } from "@/db/transaction";
import { roles } from "@/lib/domain/permission";
import { accept } from "@/lib/domain/refusal";
import { env } from "@/lib/env";
import { noInput } from "@/lib/fields";
import { acceptInvitation } from "@/lib/people/commands/accept-invitation";
import { choosePassword } from "@/lib/people/commands/choose-password";
import { loadExample } from "@/lib/people/commands/load-example";
import { setUp } from "@/lib/people/commands/set-up";
import {
  acceptInvitationInput,
  choosePasswordInput,
  lookAtInvitationInput,
  lookAtPasswordLinkInput,
  setUpInput,
} from "@/lib/people/input";
import { loadInstallation } from "@/lib/people/queries/installation";
import { findInvitation } from "@/lib/people/queries/invitation";
import { findPasswordLinkHolder } from "@/lib/people/queries/password-link";
import { publicBecause } from "@/lib/rpc/access";
import { procedure } from "@/lib/rpc/procedure";

const tags = ["Joining"];

/** The ways in, for people who have no account yet. */
export const joiningProcedures = {
  installation: procedure({
    access: publicBecause(
      "The sign-in and set-up pages must know which of them applies; nothing but the name is told.",
    ),
    method: "GET",
    path: "/installation",
    summary: "The organisation's name, and whether it is set up",
    tags,
    input: noInput,
    output: z.object({ organisationName: z.string(), isSetUp: z.boolean(), isDemo: z.boolean() }),
    handler: async ({ db }) => {
      const { organisationName, isSetUp } = await loadInstallation(db);
      return accept({ organisationName, isSetUp, isDemo: env().isDemo });
    },
  }),
  setUp: procedure({
    access: publicBecause("Nobody exists yet: the one-time token from the terminal is the proof."),
    method: "POST",
    path: "/set-up",
    summary: "Set up the installation and its first admin, once",
    tags,
    status: 201,
    input: setUpInput,
    output: z.object({ email: z.string() }),
    handler: async ({ input, now, db }) => {
      const done = await inTransaction(db, (tx) => setUp(tx, input, now));
      if (!done.ok) return done;
      // Hundreds of rows, so it has transactions of its own: what was set up stands even if the example cannot be loaded.
      if (input.withExample) await loadExample(db, done.value.personId, now);
      return accept({ email: input.email });
    },
  }),
  invitation: procedure({
    access: publicBecause("Whoever holds the link must see what they are invited to before they have an account."),
    method: "GET",
    path: "/invitations/open",
    summary: "What an invitation's link invites to",
    tags,
    input: lookAtInvitationInput,
    output: z.object({
      email: z.string(),
      role: z.enum(roles),
      teamName: z.string().nullable(),
      invitedByName: z.string(),
      organisationName: z.string(),
      expiresAt: z.date(),
    }),
    handler: async ({ input, now, db }) => {
      const found = await findInvitation(db, input.token, now);
      if (!found.ok) return found;
      const { invitation, invitedByName, teamName } = found.value;
      const { organisationName } = await loadInstallation(db);
      const { email, role, expiresAt } = invitation;
      return accept({ email, role, expiresAt, teamName, invitedByName, organisationName });
    },
  }),
  acceptInvitation: procedure({
    access: publicBecause("The invitation's one-time token is the proof; it also says as whom and in which role."),
    method: "POST",
    path: "/invitations/accept",
    summary: "Join by an invitation",
    tags,
    status: 201,
    input: acceptInvitationInput,
    output: z.object({ email: z.string() }),
    handler: ({ input, now, db }) => inTransaction(db, (tx) => acceptInvitation(tx, input, now)),
  }),
  passwordLink: procedure({
    access: publicBecause("Whoever holds the link must see whose password they are about to choose."),
    method: "GET",
    path: "/password-links/open",
    summary: "Whose password a link lets one choose",
    tags,
    input: lookAtPasswordLinkInput,
    output: z.object({ email: z.string(), name: z.string() }),
    handler: async ({ input, now, db }) => {
      const holder = await findPasswordLinkHolder(db, input.token, now);
      return holder.ok ? accept({ email: holder.value.email, name: holder.value.name }) : holder;
    },
  }),
  choosePassword: procedure({
    access: publicBecause("They cannot sign in: the link that an admin made for them is the proof."),
    method: "POST",
    path: "/password-links/use",
    summary: "Choose a new password by a link",
    tags,
    input: choosePasswordInput,
    output: z.object({ email: z.string() }),
    handler: ({ input, now, db }) => inTransaction(db, (tx) => choosePassword(tx, input, now)),
  }),
};
