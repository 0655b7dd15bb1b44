import type { KeyboardEvent } from "react";

const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

/** Arrow keys go from day to day; a month is one tab stop, and the slots of a day follow it. */
export function moveInMonth(event: KeyboardEvent<HTMLElement>): void {
  const step = steps[event.key];
  if (step === undefined || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  const days = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-month-day]")];
  const here = event.target instanceof HTMLElement ? days.indexOf(event.target) : -1;
  if (here < 0) return;
  event.preventDefault();
  const next = days[here + step];
  if (next === undefined) return;
  for (const day of days) day.tabIndex = day === next ? 0 : -1;
  next.focus();
}
