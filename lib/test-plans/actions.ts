"use server";

import { action } from "@/lib/rpc/action";
import { testPlansProcedures } from "./procedures";

export const changeTestPlan = action(testPlansProcedures.change);
