import { bookingProcedures } from "./booking";
import { openingProcedures } from "./opening";
import { outlookProcedures } from "./outlook";
import { planningProcedures } from "./planning";
import { postponedProcedures } from "./postponed";
import { readingProcedures } from "./reading";
import { seriesProcedures } from "./series";

/** The doors of the slots: reading the schedule, booking room in it, planning well, opening by hand, what freezes postponed. */
export const slotsProcedures = {
  ...readingProcedures,
  ...outlookProcedures,
  ...bookingProcedures,
  ...planningProcedures,
  ...seriesProcedures,
  ...openingProcedures,
  ...postponedProcedures,
};
