"use server";

import { action } from "@/lib/rpc/action";
import { viewsProcedures } from "./procedures";

export const saveView = action(viewsProcedures.save);
export const changeView = action(viewsProcedures.change);
export const removeView = action(viewsProcedures.remove);
