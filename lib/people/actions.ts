"use server";

import { action } from "@/lib/rpc/action";
import { peopleProcedures } from "./procedures";

export const invitePerson = action(peopleProcedures.invite);
export const revokeInvitation = action(peopleProcedures.revokeInvitation);
export const grantRole = action(peopleProcedures.grantRole);
export const revokeRole = action(peopleProcedures.revokeRole);
export const setOtherEmails = action(peopleProcedures.setOtherEmails);
export const disablePerson = action(peopleProcedures.disable);
export const enablePerson = action(peopleProcedures.enable);
export const signOutPerson = action(peopleProcedures.signOut);
export const makePasswordLink = action(peopleProcedures.makePasswordLink);
export const choosePassword = action(peopleProcedures.choosePassword);
export const setUp = action(peopleProcedures.setUp);
export const acceptInvitation = action(peopleProcedures.acceptInvitation);
export const changeProfile = action(peopleProcedures.changeProfile);
export const changePassword = action(peopleProcedures.changePassword);
export const signOutMyself = action(peopleProcedures.signOutMyself);
