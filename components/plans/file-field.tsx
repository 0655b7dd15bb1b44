"use client";

import { type RefObject, useRef } from "react";

type FileFieldProps = {
  label?: string;
  placeholder?: string;
  text: string;
  onChange: (text: string) => void;
  /** Lines with something wrong in them. */
  faulty: ReadonlySet<number>;
  control: RefObject<HTMLTextAreaElement | null>;
};

const planPlaceholder = "signalbox: 1\n\nwindows:\n  - name: Core\n    environment: Production";

/** The file to compare, with line numbers beside it: faults are told by them. */
export function FileField({
  label = "Plan file",
  placeholder = planPlaceholder,
  text,
  onChange,
  faulty,
  control,
}: FileFieldProps) {
  const gutter = useRef<HTMLDivElement>(null);
  const lines = text.split("\n").length;
  return (
    <div className="grid grid-cols-[auto_1fr] overflow-hidden rounded-lg border border-control bg-panel focus-within:border-accent focus-within:outline-2 focus-within:outline-accent focus-within:-outline-offset-1">
      <div
        ref={gutter}
        aria-hidden="true"
        className="max-h-[60dvh] select-none phone:max-h-[45dvh] overflow-hidden bg-sunken py-2 text-right font-mono text-ink-2 text-sm leading-5 phone:text-lg phone:leading-6"
      >
        {Array.from({ length: lines }, (_, index) => index + 1).map((line) => (
          <div key={line} className={faulty.has(line) ? "bg-risk-ground px-2 font-semibold text-risk" : "px-2"}>
            {line}
          </div>
        ))}
      </div>
      <textarea
        ref={control}
        aria-label={label}
        value={text}
        onChange={(event) => onChange(event.currentTarget.value)}
        onScroll={(event) => gutter.current?.scrollTo({ top: event.currentTarget.scrollTop })}
        spellCheck={false}
        autoCapitalize="off"
        autoCorrect="off"
        wrap="off"
        placeholder={placeholder}
        className="h-[60dvh] min-h-60 phone:h-[45dvh] w-full resize-none overflow-auto bg-transparent px-2.5 py-2 font-mono text-sm leading-5 outline-none placeholder:text-ink-2 phone:text-lg phone:leading-6"
      />
    </div>
  );
}
