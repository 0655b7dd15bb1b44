"use client";

import { AcceptDialog } from "./accept-dialog";
import { RejectDialog } from "./reject-dialog";
import type { QueueActs } from "./use-queue-acts";

/** The dialog of the verdict that is being given, if one is. */
export function VerdictDialogs({ acts, zone }: { acts: QueueActs; zone: string }) {
  const { judging, close } = acts;
  if (judging === undefined) return null;
  const { card, verdict } = judging;
  // Keyed by the build: another one starts with an empty form.
  return verdict === "accept" ? (
    <AcceptDialog key={card.handoffId} build={card} onClose={close} zone={zone} />
  ) : (
    <RejectDialog key={card.handoffId} build={card} onClose={close} zone={zone} />
  );
}
