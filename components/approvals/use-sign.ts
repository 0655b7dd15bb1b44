"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useFormAction } from "@/components/people/use-form-action";
import { notify } from "@/components/ui/toaster";
import { giveApproval } from "@/lib/approvals/actions";
import type { InboxEntry } from "@/lib/approvals/input/inbox-output";
import type { ApprovalVerdict } from "@/lib/domain/approval-tally";
import { entryTitle } from "./approval-words";

/** Signs exactly the content that is on screen: its digest goes along, and the server refuses when it is no longer true. */
export function useSign(entry: InboxEntry) {
  const queryClient = useQueryClient();
  const { run, pending, errorOf, refusal } = useFormAction(["comment"]);
  async function sign(verdict: ApprovalVerdict, comment: string): Promise<boolean> {
    const { slotId, digest, content } = entry;
    const done = await run(() => giveApproval({ slotId, verdict, digest, content, comment }));
    if (done !== undefined) {
      const word = verdict === "approve" ? "approved" : "declined";
      notify({ title: `${entryTitle(entry)} ${word}`, tone: verdict === "approve" ? "clear" : "risk" });
    }
    void queryClient.invalidateQueries();
    return done !== undefined;
  }
  return { sign, pending, errorOf, refusal };
}
