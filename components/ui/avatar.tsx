import { clsx } from "clsx";
import { seriesColour } from "./series-colour";

/** First letters of the first and the last word. */
function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words;
  return ends
    .map((word) => [...(word ?? "")][0] ?? "")
    .join("")
    .toUpperCase();
}

/** A person's initials in their colour. Decoration unless `alone`: then it carries the name. */
export function Avatar({
  name,
  size = 24,
  alone,
  className,
}: {
  name: string;
  size?: number;
  alone?: boolean;
  className?: string;
}) {
  return (
    <span
      {...(alone ? { role: "img", "aria-label": name, title: name } : { "aria-hidden": true })}
      style={{ width: size, height: size, fontSize: size * 0.4, color: seriesColour(name) }}
      className={clsx(
        "inline-grid shrink-0 place-items-center rounded-full bg-panel font-semibold ring-1 ring-current ring-inset",
        className,
      )}
    >
      {initials(name)}
    </span>
  );
}
