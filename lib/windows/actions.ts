"use server";

import { action } from "@/lib/rpc/action";
import { freezesProcedures, windowsProcedures } from "./procedures";

export const createWindow = action(windowsProcedures.create);
export const changeWindow = action(windowsProcedures.change);
export const archiveWindow = action(windowsProcedures.archive);
export const restoreWindow = action(windowsProcedures.restore);
export const cancelOccurrence = action(windowsProcedures.cancelOccurrence);
export const restoreOccurrence = action(windowsProcedures.restoreOccurrence);

export const createFreeze = action(freezesProcedures.create);
export const changeFreeze = action(freezesProcedures.change);
export const liftFreeze = action(freezesProcedures.lift);
export const reinstateFreeze = action(freezesProcedures.reinstate);
