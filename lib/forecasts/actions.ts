"use server";

import { action } from "@/lib/rpc/action";
import { forecastsProcedures } from "./procedures";

export const givePromise = action(forecastsProcedures.promise);
export const withdrawPromise = action(forecastsProcedures.withdrawPromise);
