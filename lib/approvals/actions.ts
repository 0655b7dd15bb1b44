"use server";

import { action } from "@/lib/rpc/action";
import { approvalsProcedures } from "./procedures";

export const giveApproval = action(approvalsProcedures.give);
export const giveStandingApproval = action(approvalsProcedures.giveStanding);
export const revokeStandingApproval = action(approvalsProcedures.revokeStanding);
export const changePolicy = action(approvalsProcedures.changePolicy);
