"use server";

import { action } from "@/lib/rpc/action";
import { slotsProcedures } from "./procedures";

export const holdSlot = action(slotsProcedures.hold);
export const releaseHold = action(slotsProcedures.releaseHold);
export const bookSlot = action(slotsProcedures.book);
export const bookHeldSlot = action(slotsProcedures.bookHeld);
export const moveSlot = action(slotsProcedures.move);
export const cancelSlot = action(slotsProcedures.cancel);
export const undoMove = action(slotsProcedures.undoMove);
export const putAboard = action(slotsProcedures.putAboard);
export const setOrder = action(slotsProcedures.setOrder);
export const removeOrder = action(slotsProcedures.removeOrder);
export const bookSeries = action(slotsProcedures.bookSeries);
export const endSeries = action(slotsProcedures.endSeries);
export const deployNow = action(slotsProcedures.deployNow);
export const openSlotNow = action(slotsProcedures.openNow);
export const holdSlotBack = action(slotsProcedures.holdBack);
export const planPostponed = action(slotsProcedures.planPostponed);
export const dropPostponed = action(slotsProcedures.dropPostponed);
export const letSlotGo = action(slotsProcedures.letGo);
