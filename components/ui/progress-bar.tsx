import { clsx } from "clsx";
import { type Tone, toneFills } from "./tone";

type ProgressBarProps = { value: number; max: number; label: string; tone?: Tone; className?: string };

/** How far something is, or how much of its time is used. */
export function ProgressBar({ value, max, label, tone = "clear", className }: ProgressBarProps) {
  const share = max > 0 ? Math.min(1, Math.max(0, value / max)) : 0;
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuenow={Math.round(share * 100)}
      aria-valuemin={0}
      aria-valuemax={100}
      className={clsx("h-1 overflow-hidden rounded-full bg-sunken", className)}
    >
      <div className={clsx("h-full rounded-full", toneFills[tone])} style={{ width: `${share * 100}%` }} />
    </div>
  );
}
