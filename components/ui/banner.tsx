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
        "flex flex-wrap items-center gap-x-2.5 gap-y-1 px-4 py-2 font-medium md:px-5 [&_a]:underline",
        toneGrounds[tone],
        className,
      )}
    >
      <Mark name={mark ?? toneMarks[tone]} />
      <div className="min-w-0 grow basis-60">{children}</div>
      {end}
    </section>
  );
}
