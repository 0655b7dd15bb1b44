"use server";

import { action } from "@/lib/rpc/action";
import { accessProcedures } from "./procedures";

export const createToken = action(accessProcedures.createToken);
export const revokeToken = action(accessProcedures.revokeToken);
export const createShareLink = action(accessProcedures.createShareLink);
export const revokeShareLink = action(accessProcedures.revokeShareLink);
