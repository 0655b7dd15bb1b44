"use server";

import { action } from "@/lib/rpc/action";
import { trainsProcedures } from "./procedures";

export const createTrain = action(trainsProcedures.create);
export const changeTrain = action(trainsProcedures.change);
export const archiveTrain = action(trainsProcedures.archive);
export const restoreTrain = action(trainsProcedures.restore);
export const skipDeparture = action(trainsProcedures.skip);
export const resumeDeparture = action(trainsProcedures.resume);
export const cancelDeparture = action(trainsProcedures.cancel);
export const moveDeparture = action(trainsProcedures.move);
export const holdDeparture = action(trainsProcedures.hold);
export const releaseDeparture = action(trainsProcedures.release);
export const conductDeparture = action(trainsProcedures.conduct);
export const decideDeparture = action(trainsProcedures.decide);
export const answerRollCall = action(trainsProcedures.answerRollCall);
export const raiseBlocker = action(trainsProcedures.raiseBlocker);
export const resolveDepartureBlocker = action(trainsProcedures.resolveBlocker);
export const waiveBlocker = action(trainsProcedures.waiveBlocker);
export const boardRelease = action(trainsProcedures.board);
export const leaveTrain = action(trainsProcedures.leave);
export const moveTicket = action(trainsProcedures.moveTicket);
