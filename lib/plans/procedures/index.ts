import { importProcedures } from "./imports";
import { planFileProcedures } from "./plan-file";
import { rehearsalProcedures } from "./rehearsals";

/** The plan as a file, and the rehearsal of what is about to be planned. */
export const plansProcedures = { ...planFileProcedures, ...rehearsalProcedures, ...importProcedures };
