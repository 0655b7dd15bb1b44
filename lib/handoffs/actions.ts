"use server";

import { action } from "@/lib/rpc/action";
import { handoffsProcedures } from "./procedures";

export const handOver = action(handoffsProcedures.handOver);
export const claimHandoff = action(handoffsProcedures.claim);
export const takeOverHandoff = action(handoffsProcedures.takeOver);
export const giveBackHandoff = action(handoffsProcedures.giveBack);
export const acceptHandoff = action(handoffsProcedures.accept);
export const rejectHandoff = action(handoffsProcedures.reject);
export const passOffer = action(handoffsProcedures.passOffer);
export const reassignHandoff = action(handoffsProcedures.reassign);
export const settleWaiver = action(handoffsProcedures.settleWaiver);
export const decideItem = action(handoffsProcedures.decideItem);
export const judgeArea = action(handoffsProcedures.judgeArea);
export const addEvidence = action(handoffsProcedures.addEvidence);
export const removeEvidence = action(handoffsProcedures.removeEvidence);
export const stepForMany = action(handoffsProcedures.many);
export const withdrawHandoff = action(handoffsProcedures.withdraw);
