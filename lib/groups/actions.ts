"use server";

import { action } from "@/lib/rpc/action";
import { groupsProcedures } from "./procedures";

export const createGroup = action(groupsProcedures.create);
export const changeGroup = action(groupsProcedures.change);
export const archiveGroup = action(groupsProcedures.archive);
