"use server";

import { action } from "@/lib/rpc/action";
import { windowsProcedures } from "./procedures";

export const createWindow = action(windowsProcedures.create);
export const changeWindow = action(windowsProcedures.change);
export const splitWindow = action(windowsProcedures.split);
export const archiveWindow = action(windowsProcedures.archive);
export const restoreWindow = action(windowsProcedures.restore);
export const cancelOccurrence = action(windowsProcedures.cancelOccurrence);
export const editOccurrence = action(windowsProcedures.editOccurrence);
export const restoreOccurrence = action(windowsProcedures.restoreOccurrence);
