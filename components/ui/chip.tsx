import { clsx } from "clsx";
import type { ReactNode } from "react";
import { Mark, type MarkName } from "./mark";
import { type Tone, toneGrounds, toneMarks } from "./tone";

type ChipProps = {
  tone?: Tone;
  mark?: MarkName;
  /** Filled with the full colour: what happens right now. */
  solid?: boolean;
  children: ReactNode;
  className?: string;
  title?: string;
};

/** A word on a coloured ground. For a state use `StatusChip`, which always carries a mark. */
export function Chip({ tone = "neutral", mark, solid, children, className, title }: ChipProps) {
  return (
    <span
      data-chip
      title={title}
      className={clsx(
        "inline-flex min-h-5 max-w-full items-center gap-1 rounded-xl px-2 py-px font-semibold text-xs",
        solid ? "bg-accent text-on-accent" : toneGrounds[tone],
        className,
      )}
    >
      {mark && <Mark name={mark} />}
      <span className="min-w-0">{children}</span>
    </span>
  );
}

/** A state: mark and word, never colour alone. `mark` where a more exact one than the tone's exists (a square: closed). */
export function StatusChip({ tone = "neutral", mark = toneMarks[tone], ...rest }: ChipProps) {
  return <Chip tone={tone} mark={mark} {...rest} />;
}
