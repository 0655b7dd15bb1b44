import { eventProcedures } from "./events";
import { receive } from "./receive";
import { sourceProcedures } from "./sources";

/** Events that code hosts and pipelines send by themselves: where from, what they were, what came of them. */
export const inboundProcedures = { ...sourceProcedures, ...eventProcedures, receive };
