"use server";

import { action } from "@/lib/rpc/action";
import { noticesProcedures } from "./procedures";

export const markNotice = action(noticesProcedures.mark);
export const markAllNotices = action(noticesProcedures.markAll);
