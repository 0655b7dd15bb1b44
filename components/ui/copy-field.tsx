"use client";

import { Check, Copy } from "lucide-react";
import { useId, useRef, useState } from "react";
import { Button } from "./button";
import { controlClass } from "./control-class";
import { VisuallyHidden } from "./visually-hidden";

/** A value to take elsewhere: a link, a token that is shown once. */
export function CopyField({ value, label, hideLabel }: { value: string; label: string; hideLabel?: boolean }) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [outcome, setOutcome] = useState<"copied" | "selected">();
  async function copy() {
    try {
      await navigator.clipboard.writeText(value);
      setOutcome("copied");
    } catch {
      // No clipboard without HTTPS: leave the value selected, so that one keypress copies it.
      input.current?.select();
      setOutcome("selected");
    }
  }
  return (
    <div className="grid min-w-0 gap-1">
      <label htmlFor={id} className={hideLabel ? "sr-only" : "font-medium text-sm"}>
        {label}
      </label>
      <div className="flex min-w-0 gap-2">
        <input
          ref={input}
          id={id}
          readOnly
          value={value}
          onFocus={(event) => event.currentTarget.select()}
          className={`${controlClass} font-mono text-sm!`}
        />
        <Button
          onClick={copy}
          onBlur={() => setOutcome(undefined)}
          icon={
            outcome === "copied" ? (
              <Check className="size-4 text-clear" aria-hidden="true" />
            ) : (
              <Copy className="size-4" aria-hidden="true" />
            )
          }
        >
          {outcome === "copied" ? "Copied" : "Copy"}
        </Button>
      </div>
      {outcome === "selected" && <p className="text-ink-2 text-xs">Selected. Copy it with Ctrl+C or ⌘C.</p>}
      <VisuallyHidden live>{outcome === "copied" ? `${label} copied` : ""}</VisuallyHidden>
    </div>
  );
}
