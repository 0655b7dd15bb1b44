"use server";

import { action } from "@/lib/rpc/action";
import { historyProcedures } from "./procedures";

export const startImport = action(historyProcedures.start);
export const finishUpload = action(historyProcedures.finishUpload);
export const readImportAgain = action(historyProcedures.readAgain);
export const confirmImport = action(historyProcedures.confirm);
export const cancelImport = action(historyProcedures.cancel);
export const removeImport = action(historyProcedures.remove);
