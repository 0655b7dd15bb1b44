import { clsx } from "clsx";
import { Mark } from "./mark";
import { type Tone, toneGrounds, toneMarks } from "./tone";

/** The round mark before a row (a gate, a check). Decoration: the row's words say the same. */
export function ToneMark({ tone, className }: { tone: Tone; className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={clsx("grid size-5 shrink-0 place-items-center rounded-full", toneGrounds[tone], className)}
    >
      <Mark name={toneMarks[tone]} />
    </span>
  );
}
