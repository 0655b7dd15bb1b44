"use server";

import { action } from "@/lib/rpc/action";
import { calendarsProcedures } from "./procedures";

export const changeCalendar = action(calendarsProcedures.change);
export const refreshCalendar = action(calendarsProcedures.refresh);
export const archiveCalendar = action(calendarsProcedures.archive);
