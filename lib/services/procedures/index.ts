import { environmentProcedures } from "./environments";
import { serviceProcedures } from "./services";
import { soakProcedures } from "./soak";
import { targetProcedures } from "./targets";
import { teamProcedures } from "./teams";

/** Everything that can be done with teams, services, environments and targets. */
export const servicesProcedures = {
  ...serviceProcedures,
  ...teamProcedures,
  ...environmentProcedures,
  ...soakProcedures,
  ...targetProcedures,
};
