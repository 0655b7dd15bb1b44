"use server";

import { action } from "@/lib/rpc/action";
import { releasesProcedures } from "./procedures";

export const createRelease = action(releasesProcedures.create);
export const changeRelease = action(releasesProcedures.change);
export const withdrawRelease = action(releasesProcedures.withdraw);
export const tryReleaseAgain = action(releasesProcedures.tryAgain);
export const sendReleaseBack = action(releasesProcedures.sendBack);
