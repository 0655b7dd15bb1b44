"use server";

import { action } from "@/lib/rpc/action";
import { inboundProcedures } from "./procedures";

export const createSource = action(inboundProcedures.createSource);
export const changeSource = action(inboundProcedures.changeSource);
export const rotateSourceSecret = action(inboundProcedures.rotateSecret);
export const archiveSource = action(inboundProcedures.archiveSource);
export const replayEvent = action(inboundProcedures.replay);
