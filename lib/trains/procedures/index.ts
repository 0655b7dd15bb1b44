import { choiceProcedures } from "./choices";
import { departureProcedures } from "./departures";
import { importProcedures } from "./import";
import { ticketProcedures } from "./tickets";
import { trainProcedures } from "./trains";

/** The doors of the trains: timetables, their departures, and who is aboard. */
export const trainsProcedures = {
  ...trainProcedures,
  ...departureProcedures,
  ...ticketProcedures,
  ...choiceProcedures,
  ...importProcedures,
};
