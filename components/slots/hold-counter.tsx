"use client";

import { clsx } from "clsx";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { useNow } from "@/components/ui/use-now";

type HoldCounterProps = {
  heldUntil: Date;
  /** Left out where the time is not to be had twice: room that was offered to somebody in line. */
  onRenew?: () => void;
};

const two = (value: number) => String(value).padStart(2, "0");
/** From here on it is worth to offer more time. */
const soonSeconds = 60;

/** How long the place is still kept. Offers more time before it runs out, and another hold after. */
export function HoldCounter({ heldUntil, onRenew }: HoldCounterProps) {
  const now = useNow(1);
  const seconds = Math.ceil((heldUntil.getTime() - now.getTime()) / 1000);
  if (seconds <= 0) {
    return (
      <Notice
        tone="waiting"
        role="alert"
        title="The place is no longer held"
        action={onRenew && <Button onClick={onRenew}>Hold it again</Button>}
      >
        {onRenew ? "Five minutes have passed. It may still be free." : "It is offered to the next in line."}
      </Notice>
    );
  }
  const soon = seconds <= soonSeconds;
  return (
    <p className={clsx("flex flex-wrap items-center gap-2 text-sm", soon ? "text-waiting" : "text-ink-2")}>
      <span role="timer" aria-live="off">
        Held for you, {Math.floor(seconds / 60)}:{two(seconds % 60)} left
      </span>
      {soon && onRenew && (
        <Button size="sm" onClick={onRenew}>
          Five more minutes
        </Button>
      )}
      <span className="sr-only" aria-live="polite">
        {soon ? "The hold runs out in less than a minute." : ""}
      </span>
    </p>
  );
}
