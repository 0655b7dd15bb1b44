import { administrationProcedures } from "./procedures/administration";
import { joiningProcedures } from "./procedures/joining";
import { ownProcedures } from "./procedures/own";

export const peopleProcedures = { ...administrationProcedures, ...joiningProcedures, ...ownProcedures };
