"use client";

import { clsx } from "clsx";
import { ChevronsUpDown } from "lucide-react";
import { type KeyboardEvent, useId, useRef, useState } from "react";
import { controlClass } from "./control-class";
import { useFieldControl } from "./field";
import { optionsFor } from "./option-matches";

export type ComboboxOption = {
  value: string;
  label: string;
  hint?: string;
  /** Other names that it is found by, shown only while one of them is what is typed. */
  aliases?: readonly string[];
};

type ComboboxProps = {
  options: readonly ComboboxOption[];
  value: string;
  onChange: (value: string) => void;
  placeholder?: string;
  required?: boolean;
  id?: string;
  name?: string;
  className?: string;
};

const mostShown = 50;

/** One of very many (zones, releases): type a part of it. The list pattern of the ARIA practices, focus stays in the input. */
export function Combobox({ options, value, onChange, placeholder, required, id, name, className }: ComboboxProps) {
  const wiring = useFieldControl({ id, required });
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);
  const [typed, setTyped] = useState<string>();
  const [active, setActive] = useState(0);
  const open = typed !== undefined;
  const chosen = options.find((option) => option.value === value);
  const matches = optionsFor(options, typed ?? "").slice(0, mostShown);

  function show(text: string) {
    setTyped(text);
    setActive(0);
  }
  function close() {
    setTyped(undefined);
  }
  function choose(option: ComboboxOption | undefined) {
    if (option) onChange(option.value);
    close();
  }
  function move(step: number) {
    const next = (active + step + matches.length) % Math.max(1, matches.length);
    setActive(next);
    list.current?.children[next]?.scrollIntoView({ block: "nearest" });
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (open) move(event.key === "ArrowDown" ? 1 : -1);
      else show("");
    } else if (open && event.key === "Enter") {
      event.preventDefault();
      choose(matches[active]);
    } else if (open && event.key === "Escape") {
      close();
    }
  }

  return (
    <div className={clsx("relative", className)}>
      <input
        {...wiring}
        type="text"
        role="combobox"
        autoComplete="off"
        aria-expanded={open}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={open && matches[active] ? `${listId}-${active}` : undefined}
        placeholder={chosen?.label ?? placeholder}
        value={typed ?? chosen?.label ?? ""}
        onChange={(event) => show(event.currentTarget.value)}
        onClick={() => show("")}
        onBlur={close}
        onKeyDown={onKeyDown}
        className={clsx(controlClass, "pr-8")}
      />
      {name && <input type="hidden" name={name} value={value} />}
      <ChevronsUpDown
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 right-2.5 size-4 -translate-y-1/2 text-ink-2"
      />
      <div
        ref={list}
        id={listId}
        role="listbox"
        aria-label="Choices"
        hidden={!open}
        className="absolute top-full z-30 mt-1 max-h-64 w-full min-w-48 overflow-y-auto rounded-lg border border-line bg-raised p-1 shadow-float"
      >
        {matches.map((option, place) => (
          <div
            key={option.value}
            id={`${listId}-${place}`}
            role="option"
            tabIndex={-1}
            aria-selected={option.value === value}
            // Before the input loses the focus, which would close the list under the pointer.
            onPointerDown={(event) => {
              event.preventDefault();
              choose(option);
            }}
            onPointerMove={() => setActive(place)}
            className={clsx(
              "flex min-h-8 cursor-pointer items-center justify-between gap-3 rounded-sm px-2 phone:min-h-11",
              place === active && "bg-sunken",
              option.value === value && "font-semibold",
            )}
          >
            {option.label}
            {option.hint && <span className="font-normal text-ink-2 text-xs">{option.hint}</span>}
          </div>
        ))}
        {matches.length === 0 && (
          <div
            role="option"
            aria-selected="false"
            aria-disabled="true"
            tabIndex={-1}
            className="px-2 py-1.5 text-ink-2"
          >
            Nothing fits “{typed}”.
          </div>
        )}
      </div>
    </div>
  );
}
