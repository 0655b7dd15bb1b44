"use server";

import { action } from "@/lib/rpc/action";
import { servicesProcedures } from "./procedures";

export const createTeam = action(servicesProcedures.createTeam);
export const changeTeam = action(servicesProcedures.changeTeam);
export const removeTeam = action(servicesProcedures.removeTeam);

export const createService = action(servicesProcedures.create);
export const changeService = action(servicesProcedures.change);
export const archiveService = action(servicesProcedures.archive);
export const restoreService = action(servicesProcedures.restore);

export const createEnvironment = action(servicesProcedures.createEnvironment);
export const changeEnvironment = action(servicesProcedures.changeEnvironment);
export const removeEnvironment = action(servicesProcedures.removeEnvironment);
export const orderEnvironments = action(servicesProcedures.orderEnvironments);

export const setSoak = action(servicesProcedures.setSoak);
export const removeSoak = action(servicesProcedures.removeSoak);

export const createTarget = action(servicesProcedures.createTarget);
export const changeTarget = action(servicesProcedures.changeTarget);
export const rotateTargetSecret = action(servicesProcedures.rotateTargetSecret);
export const removeTarget = action(servicesProcedures.removeTarget);
