import { clsx } from "clsx";

/** The look of every text-like control. 16 px letters on a phone: below that, iOS zooms into the page at focus. */
export const controlClass = clsx(
  "min-h-8 w-full min-w-0 rounded-md border border-control bg-panel px-2.5 py-1 text-base text-ink phone:min-h-11 phone:text-lg",
  "placeholder:text-ink-2 hover:border-ink-2",
  "focus-visible:border-accent focus-visible:outline-2 focus-visible:outline-accent focus-visible:-outline-offset-1",
  "aria-invalid:border-risk aria-invalid:outline-risk",
  "disabled:cursor-not-allowed disabled:bg-sunken disabled:text-ink-2 [&[readonly]]:bg-sunken",
);
