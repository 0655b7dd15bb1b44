import { occurrenceProcedures } from "./occurrences";
import { windowProcedures } from "./windows";

export { freezesProcedures } from "./freezes";

/** Everything that can be done with release windows and their openings. */
export const windowsProcedures = { ...windowProcedures, ...occurrenceProcedures };
