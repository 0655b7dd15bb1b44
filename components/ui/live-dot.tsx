import { clsx } from "clsx";

export type LiveState = "live" | "connecting" | "offline";

const looks: Record<LiveState, { dot: string; word: string }> = {
  live: { dot: "bg-clear text-clear animate-beat", word: "Live" },
  connecting: { dot: "bg-waiting text-waiting animate-breathe", word: "Connecting…" },
  offline: { dot: "bg-risk text-risk", word: "Offline" },
};

/** Whether what is on screen follows the truth by itself. Says it in a word too. */
export function LiveDot({
  state = "live",
  label,
  className,
}: {
  state?: LiveState;
  label?: string;
  className?: string;
}) {
  const look = looks[state];
  return (
    <span role="status" className={clsx("inline-flex items-center gap-2 text-ink-2 text-sm", className)}>
      <span aria-hidden="true" className={clsx("size-2 rounded-full", look.dot)} />
      {label ?? look.word}
    </span>
  );
}
