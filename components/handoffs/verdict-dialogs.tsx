"use client";

import type { Queue } from "@/lib/handoffs/input";
import { AcceptDialog } from "./accept-dialog";
import { ReassignDialog } from "./reassign-dialog";
import { RejectDialog } from "./reject-dialog";
import type { QueueActs } from "./use-queue-acts";

type VerdictDialogsProps = { acts: QueueActs; testers: readonly Queue["testers"][number][]; zone: string };

/** The dialog of what is being done, if something is: a verdict, or builds given to somebody. */
export function VerdictDialogs({ acts, testers, zone }: VerdictDialogsProps) {
  const { judging, close, reassigning } = acts;
  if (reassigning !== undefined) {
    return (
      <ReassignDialog
        builds={reassigning}
        testers={testers}
        onClose={acts.keepWhereItIs}
        onDone={acts.reassigned}
        zone={zone}
      />
    );
  }
  if (judging === undefined) return null;
  const { card, verdict } = judging;
  // Keyed by the build: another one starts with an empty form.
  return verdict === "accept" ? (
    <AcceptDialog key={card.handoffId} build={card} onClose={close} zone={zone} />
  ) : (
    <RejectDialog key={card.handoffId} build={card} onClose={close} zone={zone} />
  );
}
