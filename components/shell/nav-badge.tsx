/** How many wait there. The number alone says nothing to a screen reader, so it gets its word. */
export function NavBadge({ count }: { count: number | undefined }) {
  if (!count) return null;
  return (
    <span className="inline-block min-w-4.5 whitespace-nowrap rounded-full bg-waiting-ground px-1.5 text-center font-semibold text-2xs text-waiting leading-4.5">
      {count > 99 ? "99+" : count}
      <span className="sr-only"> waiting</span>
    </span>
  );
}
