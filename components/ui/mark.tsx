import { clsx } from "clsx";

const shapes = {
  check: (
    <path
      d="M2.4 6.4 5 9l4.6-5.6"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinecap="round"
      strokeLinejoin="round"
    />
  ),
  dots: (
    <>
      <circle cx="2" cy="6" r="1.25" />
      <circle cx="6" cy="6" r="1.25" />
      <circle cx="10" cy="6" r="1.25" />
    </>
  ),
  triangle: <path d="M6 1.6 11 10.4H1z" />,
  square: <rect x="2" y="2" width="8" height="8" rx="1" />,
  dot: <circle cx="6" cy="6" r="3.4" />,
  play: <path d="M3 1.8 10.2 6 3 10.2z" />,
  ring: <circle cx="6" cy="6" r="3.4" fill="none" stroke="currentColor" strokeWidth="1.5" />,
  cross: <path d="m3 3 6 6M9 3 3 9" fill="none" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round" />,
} as const;

export type MarkName = keyof typeof shapes;

/**
 * The small sign beside a word. Drawn, not typed: of the characters ▶ and ◼ phones make coloured pictures, and an ellipsis
 * sits on the baseline.
 */
export function Mark({ name, className }: { name: MarkName; className?: string }) {
  return (
    <svg viewBox="0 0 12 12" fill="currentColor" aria-hidden="true" className={clsx("size-2.5 shrink-0", className)}>
      {shapes[name]}
    </svg>
  );
}
