import { shareLinkProcedures } from "./procedures/share-links";
import { tokenProcedures } from "./procedures/tokens";

export const accessProcedures = { ...tokenProcedures, ...shareLinkProcedures };
