"use server";

import { action } from "@/lib/rpc/action";
import { handoffsProcedures } from "./procedures";

export const handOver = action(handoffsProcedures.handOver);
export const claimHandoff = action(handoffsProcedures.claim);
export const takeOverHandoff = action(handoffsProcedures.takeOver);
export const giveBackHandoff = action(handoffsProcedures.giveBack);
export const acceptHandoff = action(handoffsProcedures.accept);
export const rejectHandoff = action(handoffsProcedures.reject);
export const withdrawHandoff = action(handoffsProcedures.withdraw);
