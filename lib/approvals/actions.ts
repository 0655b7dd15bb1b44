"use server";

import { action } from "@/lib/rpc/action";
import { approvalsProcedures } from "./procedures";

export const giveApproval = action(approvalsProcedures.give);
export const changePolicy = action(approvalsProcedures.changePolicy);
