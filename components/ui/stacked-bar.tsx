import { clsx } from "clsx";
import { type Tone, toneFills } from "./tone";

export type BarSegment = { tone: Tone; value: number; label: string };

type StackedBarProps = {
  segments: readonly BarSegment[];
  /** The value of the full width; bars of one list share it. Default: the sum. */
  total?: number;
  /** What the bar shows, read before the segments. */
  label: string;
};

/** Parts of a whole beside each other, such as the waiting, testing and rework of one round. */
export function StackedBar({ segments, total, label }: StackedBarProps) {
  const whole = Math.max(
    total ?? 0,
    segments.reduce((sum, segment) => sum + segment.value, 0),
  );
  if (whole === 0) return null;
  const words = segments.map((segment) => segment.label).join(", ");
  return (
    <div role="img" aria-label={`${label}: ${words}`} className="flex h-3.5 gap-px overflow-hidden rounded-full">
      {segments.map((segment) => (
        <span
          key={segment.label}
          title={segment.label}
          style={{ width: `${(segment.value / whole) * 100}%` }}
          className={clsx("h-full min-w-0.5 last:rounded-r-full", toneFills[segment.tone])}
        />
      ))}
    </div>
  );
}

/** What the colours of the bars above mean. */
export function BarLegend({ items }: { items: readonly { tone: Tone; label: string }[] }) {
  return (
    <ul className="flex flex-wrap gap-x-3.5 gap-y-1 text-ink-2 text-xs">
      {items.map((item) => (
        <li key={item.label} className="flex items-center gap-1.5">
          <span aria-hidden="true" className={clsx("size-2.5 rounded-[3px]", toneFills[item.tone])} />
          {item.label}
        </li>
      ))}
    </ul>
  );
}
