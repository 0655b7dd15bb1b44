"use server";

import { action } from "@/lib/rpc/action";
import { licencesProcedures } from "./procedures";

export const recordProof = action(licencesProcedures.record);
export const withdrawProof = action(licencesProcedures.withdraw);
