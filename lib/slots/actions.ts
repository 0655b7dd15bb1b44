"use server";

import { action } from "@/lib/rpc/action";
import { slotsProcedures } from "./procedures";

export const holdSlot = action(slotsProcedures.hold);
export const releaseHold = action(slotsProcedures.releaseHold);
export const bookSlot = action(slotsProcedures.book);
export const bookHeldSlot = action(slotsProcedures.bookHeld);
export const moveSlot = action(slotsProcedures.move);
export const cancelSlot = action(slotsProcedures.cancel);
export const openSlotNow = action(slotsProcedures.openNow);
export const holdSlotBack = action(slotsProcedures.holdBack);
export const letSlotGo = action(slotsProcedures.letGo);
