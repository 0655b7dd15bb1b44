import { importProcedures } from "./imports";
import { uploadProcedures } from "./upload";

/** Histories of other tools: brought in, looked at, imported as a whole, taken out again. */
export const historyProcedures = { ...importProcedures, ...uploadProcedures };
