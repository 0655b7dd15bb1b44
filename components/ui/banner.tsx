import { clsx } from "clsx";
import type { ReactNode } from "react";
import { type Tone, toneGrounds, toneMarks } from "./tone";

type BannerProps = { tone: Tone; mark?: ReactNode; children: ReactNode; end?: ReactNode; className?: string };

/** One line over the whole width that concerns everything below it. */
export function Banner({ tone, mark, children, end, className }: BannerProps) {
  return (
    <div
      className={clsx(
        "flex flex-wrap items-center gap-x-2.5 gap-y-1 px-4 py-2 font-medium md:px-5 [&_a]:underline",
        toneGrounds[tone],
        className,
      )}
    >
      <span aria-hidden="true">{mark ?? toneMarks[tone]}</span>
      <div className="min-w-0 grow basis-60">{children}</div>
      {end}
    </div>
  );
}
