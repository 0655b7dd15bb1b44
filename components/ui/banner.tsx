import { clsx } from "clsx";
import type { ReactNode } from "react";
import { Mark, type MarkName } from "./mark";
import { type Tone, toneGrounds, toneMarks } from "./tone";

type BannerProps = {
  tone: Tone;
  /** What the region is called for screen readers. */
  label: string;
  mark?: MarkName;
  children: ReactNode;
  end?: ReactNode;
  className?: string;
};

/** One line over the whole width that concerns everything below it. */
export function Banner({ tone, label, mark, children, end, className }: BannerProps) {
  return (
    <section
      aria-label={label}
      className={clsx(
        "flex items-start gap-x-2.5 px-4 py-2 font-medium phone:text-sm md:px-5 [&_a]:underline",
        toneGrounds[tone],
        className,
      )}
    >
      <Mark name={mark ?? toneMarks[tone]} className="mt-[5px] size-3 phone:mt-[3px]" />
      <div className="min-w-0 grow">{children}</div>
      {end}
    </section>
  );
}
