import { bookingProcedures } from "./booking";
import { openingProcedures } from "./opening";
import { readingProcedures } from "./reading";

/** The doors of the slots: reading the schedule, booking room in it, opening by hand. */
export const slotsProcedures = { ...readingProcedures, ...bookingProcedures, ...openingProcedures };
