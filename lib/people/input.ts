import { z } from "zod";
import { passwordMaxLength } from "@/lib/domain/password";
import { roles } from "@/lib/domain/permission";
import { email, name, requiredText, uuid, zone } from "@/lib/fields";

/** A password as it is typed: not trimmed, spaces at its ends count. */
export const passwordField = z
  .string()
  .min(1, "must not be empty")
  .max(passwordMaxLength, `must have at most ${passwordMaxLength} characters`)
  .refine((value) => value.isWellFormed(), "must be well-formed Unicode");

/** A token out of one of our links. What it means is looked up; here only its length is bounded. */
export const linkToken = z.string().min(1, "must not be empty").max(200, "must have at most 200 characters");

/** A role and the team it is limited to. `null`: every team. An admin's is never limited: it runs the installation. */
const grantShape = { role: z.enum(roles), teamId: uuid.nullable().default(null) };
const adminReachesAll = (grant: { role: string; teamId: string | null }) =>
  grant.role !== "admin" || grant.teamId === null;
const adminMessage = { path: ["teamId"], message: "cannot be set for an admin, who runs the whole installation" };

export const personInput = z.strictObject({ personId: uuid });
export const inviteInput = z.strictObject({ email, ...grantShape }).refine(adminReachesAll, adminMessage);
export const grantRoleInput = z.strictObject({ personId: uuid, ...grantShape }).refine(adminReachesAll, adminMessage);
export const revokeRoleInput = z.strictObject({ personId: uuid, grantId: uuid });
export const invitationInput = z.strictObject({ invitationId: uuid });
export const lookAtInvitationInput = z.strictObject({ token: linkToken });
export const acceptInvitationInput = z.strictObject({ token: linkToken, name, password: passwordField, zone });
export const lookAtPasswordLinkInput = z.strictObject({ token: linkToken });
export const choosePasswordInput = z.strictObject({ token: linkToken, password: passwordField });
export const setUpInput = z.strictObject({
  token: linkToken,
  organisationName: requiredText(80),
  name,
  email,
  password: passwordField,
  zone,
  withExample: z.boolean().default(false),
});
export const profileInput = z.strictObject({ name, zone });
export const changePasswordInput = z.strictObject({ oldPassword: passwordField, newPassword: passwordField });

export type InviteInput = z.output<typeof inviteInput>;
export type GrantRoleInput = z.output<typeof grantRoleInput>;
export type RevokeRoleInput = z.output<typeof revokeRoleInput>;
export type AcceptInvitationInput = z.output<typeof acceptInvitationInput>;
export type ChoosePasswordInput = z.output<typeof choosePasswordInput>;
export type SetUpInput = z.output<typeof setUpInput>;
export type ProfileInput = z.output<typeof profileInput>;
export type ChangePasswordInput = z.output<typeof changePasswordInput>;

export const grantOutput = z.object({
  id: z.string(),
  role: z.enum(roles),
  teamId: z.string().nullable(),
  teamName: z.string().nullable(),
});
export const otherEmailsInput = z.strictObject({
  personId: uuid,
  /** In any case; the whole list. */
  emails: z.array(email).max(20, "must be at most 20 addresses"),
});
export type OtherEmailsInput = z.output<typeof otherEmailsInput>;

export const personOutput = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  /** Other addresses of theirs, for what is their own work. */
  otherEmails: z.array(z.string()),
  zone: z.string(),
  disabledAt: z.date().nullable(),
  joinedAt: z.date(),
  grants: z.array(grantOutput),
});
export const pendingInvitationOutput = z.object({
  id: z.string(),
  email: z.string(),
  role: z.enum(roles),
  teamName: z.string().nullable(),
  invitedByName: z.string(),
  expiresAt: z.date(),
});
export type PersonRow = z.output<typeof personOutput>;
export type PendingInvitation = z.output<typeof pendingInvitationOutput>;
