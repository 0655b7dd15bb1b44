"use server";

import { action } from "@/lib/rpc/action";
import { deploymentsProcedures } from "./procedures";

export const rollBack = action(deploymentsProcedures.rollBack);
