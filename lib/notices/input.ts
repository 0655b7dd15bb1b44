import { z } from "zod";
import { page, uuid } from "@/lib/fields";

export const listNoticesInput = z.strictObject({
  ...page,
  /** Only those that were not read yet. */
  unread: z.boolean().default(false),
});
export type ListNoticesInput = z.output<typeof listNoticesInput>;

/** `read: false` puts one back among the unread. */
export const markNoticeInput = z.strictObject({ noticeId: uuid, read: z.boolean().default(true) });
export type MarkNoticeInput = z.output<typeof markNoticeInput>;
