import { clsx } from "clsx";

/** The keys to press one after another: `keys="g s"`; `mod+z`: together with Control, or Command on a Mac. */
export function KeyHint({ keys, className }: { keys: string; className?: string }) {
  return (
    <span className={clsx("inline-flex items-center gap-1", className)}>
      {keys.split(" ").map((key, place) => (
        <kbd
          // biome-ignore lint/suspicious/noArrayIndexKey: a key may be pressed twice; the order never changes.
          key={place}
          className="grid min-w-5 place-items-center rounded-sm border border-line border-b-2 bg-panel px-1 font-medium text-2xs text-ink-2"
        >
          {key.startsWith("mod+") ? `Ctrl ⌘ ${key.slice("mod+".length).toUpperCase()}` : key}
        </kbd>
      ))}
    </span>
  );
}
