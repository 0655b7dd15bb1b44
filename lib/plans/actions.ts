"use server";

import { action } from "@/lib/rpc/action";
import { plansProcedures } from "./procedures";

export const comparePlan = action(plansProcedures.compare);
export const applyPlan = action(plansProcedures.apply);

export const previewWindows = action(plansProcedures.previewWindows);
export const importWindows = action(plansProcedures.importWindows);
