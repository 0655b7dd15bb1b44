"use server";

import { action } from "@/lib/rpc/action";
import { swapsProcedures } from "./procedures";

export const offerSwap = action(swapsProcedures.offer);
export const acceptSwap = action(swapsProcedures.accept);
export const declineSwap = action(swapsProcedures.decline);
export const withdrawSwap = action(swapsProcedures.withdraw);
