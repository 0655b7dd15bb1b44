import { clsx } from "clsx";
import { type Tone, toneGrounds, toneMarks } from "./tone";

/** The round mark before a row (a gate, a check). Decoration: the row's words say the same. */
export function ToneMark({ tone, className }: { tone: Tone; className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={clsx(
        "grid size-5 shrink-0 place-items-center rounded-full font-semibold text-2xs leading-none",
        toneGrounds[tone],
        className,
      )}
    >
      {toneMarks[tone] || "○"}
    </span>
  );
}
