import { exceptionProcedures } from "./exceptions";
import { freezeProcedures } from "./freezes";
import { stoppingProcedures } from "./stopping";

/** The doors of the freezes: the rules themselves, stopping the line, exceptions from them. */
export const freezesProcedures = { ...freezeProcedures, ...stoppingProcedures, ...exceptionProcedures };
