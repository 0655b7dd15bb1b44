import { z } from "zod";
import { inTransaction } from "@/db/transaction";
import { accept } from "@/lib/domain/refusal";
import { env } from "@/lib/env";
import { noInput } from "@/lib/fields";
import { disablePerson, enablePerson } from "@/lib/people/commands/disable-person";
import { grantRole } from "@/lib/people/commands/grant-role";
import { invitePerson } from "@/lib/people/commands/invite-person";
import { makePasswordLink } from "@/lib/people/commands/make-password-link";
import { revokeInvitation } from "@/lib/people/commands/revoke-invitation";
import { revokeRole } from "@/lib/people/commands/revoke-role";
import { setOtherEmails } from "@/lib/people/commands/set-other-emails";
import { signOutEverywhere } from "@/lib/people/commands/sign-out-everywhere";
import {
  grantRoleInput,
  invitationInput,
  inviteInput,
  otherEmailsInput,
  pendingInvitationOutput,
  personInput,
  personOutput,
  revokeRoleInput,
} from "@/lib/people/input";
import { listPendingInvitations, listPeople, listTeamNames } from "@/lib/people/queries/list-people";
import { memberOf, procedure } from "@/lib/rpc/procedure";

const tags = ["People"];

/** What admins do: who is in, and as what. */
export const administrationProcedures = {
  list: procedure({
    access: "people.manage",
    method: "GET",
    path: "/people",
    summary: "Everybody with their roles, and the open invitations",
    tags,
    input: noInput,
    output: z.object({
      people: z.array(personOutput),
      invitations: z.array(pendingInvitationOutput),
      teams: z.array(z.object({ id: z.string(), name: z.string() })),
    }),
    handler: async ({ db, now }) =>
      accept({
        people: await listPeople(db),
        invitations: await listPendingInvitations(db, now),
        teams: await listTeamNames(db),
      }),
  }),
  invite: procedure({
    access: "people.manage",
    method: "POST",
    path: "/invitations",
    summary: "Invite somebody by a link, which is shown once",
    tags,
    status: 201,
    input: inviteInput,
    output: z.object({ invitationId: z.string(), link: z.string(), expiresAt: z.date() }),
    handler: ({ input, actor, now, db }) =>
      inTransaction(db, async (tx) => {
        const invited = await invitePerson(tx, memberOf(actor), input, now);
        if (!invited.ok) return invited;
        const { token, ...rest } = invited.value;
        return accept({ ...rest, link: `${env().publicUrl}/join?token=${token}` });
      }),
  }),
  revokeInvitation: procedure({
    access: "people.manage",
    method: "DELETE",
    path: "/invitations/{invitationId}",
    summary: "Withdraw an open invitation",
    tags,
    input: invitationInput,
    output: z.null(),
    handler: ({ input, actor, now, db }) =>
      inTransaction(db, (tx) => revokeInvitation(tx, memberOf(actor), input.invitationId, now)),
  }),
  grantRole: procedure({
    access: "people.manage",
    method: "POST",
    path: "/people/{personId}/roles",
    summary: "Give a person a role, for one team or for all",
    tags,
    status: 201,
    input: grantRoleInput,
    output: z.object({ grantId: z.string() }),
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => grantRole(tx, memberOf(actor), input, now)),
  }),
  revokeRole: procedure({
    access: "people.manage",
    method: "DELETE",
    path: "/people/{personId}/roles/{grantId}",
    summary: "Take a role away",
    tags,
    input: revokeRoleInput,
    output: z.null(),
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => revokeRole(tx, memberOf(actor), input, now)),
  }),
  setOtherEmails: procedure({
    access: "people.manage",
    method: "PUT",
    path: "/people/{personId}/other-emails",
    summary: "Say which other addresses are a person's: what was written or done under them is their own work, too",
    tags,
    input: otherEmailsInput,
    output: z.null(),
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => setOtherEmails(tx, memberOf(actor), input, now)),
  }),
  disable: procedure({
    access: "people.manage",
    method: "POST",
    path: "/people/{personId}/disable",
    summary: "Lock a person out, with their sessions and tokens",
    tags,
    input: personInput,
    output: z.null(),
    handler: ({ input, actor, now, db }) =>
      inTransaction(db, (tx) => disablePerson(tx, memberOf(actor), input.personId, now)),
  }),
  enable: procedure({
    access: "people.manage",
    method: "POST",
    path: "/people/{personId}/enable",
    summary: "Let a disabled person in again",
    tags,
    input: personInput,
    output: z.null(),
    handler: ({ input, actor, now, db }) =>
      inTransaction(db, (tx) => enablePerson(tx, memberOf(actor), input.personId, now)),
  }),
  makePasswordLink: procedure({
    access: "people.manage",
    method: "POST",
    path: "/people/{personId}/password-link",
    summary: "Make a link with which a person chooses a new password, which is shown once",
    tags,
    status: 201,
    input: personInput,
    output: z.object({ link: z.string(), expiresAt: z.date() }),
    handler: ({ input, actor, now, db }) =>
      inTransaction(db, async (tx) => {
        const made = await makePasswordLink(tx, memberOf(actor), input.personId, now);
        if (!made.ok) return made;
        const { token, expiresAt } = made.value;
        return accept({ expiresAt, link: `${env().publicUrl}/new-password?token=${token}` });
      }),
  }),
  signOut: procedure({
    access: "people.manage",
    method: "POST",
    path: "/people/{personId}/sign-out-everywhere",
    summary: "End every session of a person",
    tags,
    input: personInput,
    output: z.null(),
    handler: ({ input, actor, now, db }) =>
      inTransaction(db, (tx) => signOutEverywhere(tx, memberOf(actor), input.personId, now)),
  }),
};
