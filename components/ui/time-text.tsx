import { formatInstant, type InstantStyle } from "@/lib/time/format";

/** An instant on screen: in words with its zone, and readable by machines. */
export function TimeText({
  at,
  zone,
  style = "short",
  className,
}: {
  at: Date | string;
  zone: string;
  style?: InstantStyle;
  className?: string;
}) {
  const instant = new Date(at);
  return (
    <time dateTime={instant.toISOString()} title={formatInstant(instant, zone, "exact")} className={className}>
      {formatInstant(instant, zone, style)}
    </time>
  );
}
