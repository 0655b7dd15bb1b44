"use server";

import { action } from "@/lib/rpc/action";
import { freezesProcedures } from "./procedures";

export const createFreeze = action(freezesProcedures.create);
export const changeFreeze = action(freezesProcedures.change);
export const liftFreeze = action(freezesProcedures.lift);
export const reinstateFreeze = action(freezesProcedures.reinstate);
export const stopTheLine = action(freezesProcedures.stopTheLine);

export const requestException = action(freezesProcedures.requestException);
export const grantException = action(freezesProcedures.grantException);
export const refuseException = action(freezesProcedures.refuseException);
export const withdrawException = action(freezesProcedures.withdrawException);
export const revokeException = action(freezesProcedures.revokeException);
export const reviewException = action(freezesProcedures.reviewException);
