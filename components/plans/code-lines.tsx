/** Text of a file with its line numbers, to read. It scrolls in itself, by keyboard too. */
export function CodeLines({ label, text }: { label: string; text: string }) {
  const lines = text.replace(/\n$/, "").split("\n");
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no mouse scrolls it with the arrow keys.
      tabIndex={0}
      className="max-h-[60dvh] overflow-auto rounded-lg border border-line"
    >
      <pre className="grid w-max min-w-full grid-cols-[auto_1fr] py-2 font-mono text-sm leading-5">
        <code aria-hidden="true" className="sticky left-0 select-none bg-sunken pr-3 pl-3 text-right text-ink-2">
          {lines.map((_, index) => `${index + 1}\n`).join("")}
        </code>
        <code className="pr-4">{text}</code>
      </pre>
    </section>
  );
}
