"use server";

import { action } from "@/lib/rpc/action";
import { waitlistProcedures } from "./procedures";

export const joinWaitlist = action(waitlistProcedures.join);
export const leaveWaitlist = action(waitlistProcedures.leave);
export const declineOffer = action(waitlistProcedures.decline);
