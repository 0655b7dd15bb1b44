import { z } from "zod";
import { inTransaction } from "@/db/transaction";
import { noticeInWords } from "@/lib/domain/notice-words";
import { accept } from "@/lib/domain/refusal";
import { noInput, uuid } from "@/lib/fields";
import { SELF } from "@/lib/rpc/access";
import { memberOf, procedure } from "@/lib/rpc/procedure";
import { markAllNotices, markNotice } from "./commands";
import { listNoticesInput, markNoticeInput } from "./input";
import { countUnread, listNotices } from "./queries";

const tags = ["Notices"];

/** What somebody is told of. Everybody reads their own, and nobody anybody else's. */
export const noticesProcedures = {
  list: procedure({
    access: "plan.read",
    method: "GET",
    path: "/notices",
    summary: "What you were told of, newest first",
    tags,
    input: listNoticesInput,
    output: z.object({
      notices: z.array(
        z.object({
          id: uuid,
          at: z.date(),
          readAt: z.date().nullable(),
          kind: z.string(),
          /** Where it leads: a noun of the site, and an id of it. */
          subject: z.object({ noun: z.string(), id: uuid.nullable() }),
          /** In words, times in the reader's zone. */
          title: z.string(),
          text: z.string(),
          tone: z.enum(["clear", "waiting", "risk", "train", "neutral"]),
        }),
      ),
      nextCursor: z.string().optional(),
    }),
    handler: async ({ input, actor, db }) => {
      const { personId, zone } = memberOf(actor);
      const found = await listNotices(db, personId, input);
      if (!found.ok) return found;
      return accept({
        notices: found.value.notices.map(({ id, kind, params, readAt, createdAt, subjectNoun, subjectId }) => ({
          ...noticeInWords(kind, params, zone),
          id,
          at: createdAt,
          readAt,
          kind,
          subject: { noun: subjectNoun, id: subjectId },
        })),
        nextCursor: found.value.nextCursor,
      });
    },
  }),
  counts: procedure({
    access: "plan.read",
    method: "GET",
    path: "/notices/counts",
    summary: "How many notices you have not read",
    tags,
    input: noInput,
    output: z.object({ unread: z.number() }),
    handler: async ({ actor, db }) => accept({ unread: await countUnread(db, memberOf(actor).personId) }),
  }),
  mark: procedure({
    access: SELF,
    method: "PATCH",
    path: "/notices/{noticeId}",
    summary: "Mark one of your notices as read, or as unread again",
    tags,
    input: markNoticeInput,
    output: z.object({ noticeId: uuid }),
    handler: ({ input, actor, now, db }) =>
      inTransaction(db, (tx) => markNotice(tx, memberOf(actor).personId, input, now)),
  }),
  markAll: procedure({
    access: SELF,
    method: "POST",
    path: "/notices/read",
    summary: "Mark all your notices as read",
    tags,
    input: noInput,
    output: z.object({ marked: z.number() }),
    handler: ({ actor, now, db }) => inTransaction(db, (tx) => markAllNotices(tx, memberOf(actor).personId, now)),
  }),
};
