import { occurrenceProcedures } from "./occurrences";
import { windowProcedures } from "./windows";

/** Everything that can be done with release windows and their openings. */
export const windowsProcedures = { ...windowProcedures, ...occurrenceProcedures };
