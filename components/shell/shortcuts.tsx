"use client";

import { createContext, type ReactNode, use, useCallback, useEffect, useEffectEvent, useRef, useState } from "react";
import { type Pressed, readKey } from "./key-sequence";
import { shortcutsAreOn } from "./shortcut-switch";

/**
 * `keys`: one key or several after another, as `KeyboardEvent.key` names them: "a", "?", "g s"; "mod+z": together with Control, or
 * Command on a Mac.
 */
export type Shortcut = { keys: string; label: string; group: string; run: () => void };

/** The groups of the shell itself; everything else belongs to the page in view. */
export const shortcutGroups = { everywhere: "Everywhere", goTo: "Go to" } as const;

// Two contexts: whoever adds a shortcut must not render again because another was added.
const AddContext = createContext<((shortcut: Shortcut) => () => void) | null>(null);
const ListContext = createContext<readonly Shortcut[]>([]);

// Where letters mean letters: fields, open menus (they search by letter), and whatever stands in a modal dialog.
const elsewhere = "input, textarea, select, [contenteditable='true'], [role='menu'], [role='listbox']";

function isForShortcuts(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing || event.repeat) return false;
  if (event.altKey) return false;
  if (event.target instanceof Element && event.target.closest(elsewhere)) return false;
  return document.querySelector("[data-modal]") === null && shortcutsAreOn();
}

const keyOf = (event: KeyboardEvent) =>
  event.ctrlKey || event.metaKey ? `mod+${event.shiftKey ? "shift+" : ""}${event.key.toLowerCase()}` : event.key;

/** Holds the shortcuts of the shell and of the page in view, and runs them. */
export function ShortcutProvider({ children }: { children: ReactNode }) {
  const [list, setList] = useState<readonly Shortcut[]>([]);
  // What a key finds. Not the list that is drawn: that one is a rendering late, and a key pressed meanwhile would be lost.
  const live = useRef<readonly Shortcut[]>([]);
  const pressed = useRef<Pressed>(undefined);

  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (!isForShortcuts(event)) return;
    const keys = live.current.map((shortcut) => shortcut.keys);
    const { match, pending } = readKey(keys, pressed.current, keyOf(event), event.timeStamp);
    pressed.current = pending;
    // The one added last wins: a page may take over a key of the shell while it is in view.
    const shortcut = live.current.findLast((candidate) => candidate.keys === match);
    if (shortcut === undefined) return;
    event.preventDefault();
    shortcut.run();
  });

  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKeyDown(event);
    document.addEventListener("keydown", listener);
    return () => document.removeEventListener("keydown", listener);
  }, []);

  const add = useCallback((shortcut: Shortcut) => {
    const change = (shortcuts: readonly Shortcut[]) => {
      live.current = shortcuts;
      setList(shortcuts);
    };
    change([...live.current, shortcut]);
    return () => change(live.current.filter((other) => other !== shortcut));
  }, []);

  return (
    <AddContext value={add}>
      <ListContext value={list}>{children}</ListContext>
    </AddContext>
  );
}

/** All that work right now, for the help. */
export function useShortcuts(): readonly Shortcut[] {
  return use(ListContext);
}

/**
 * A shortcut for as long as the component is on screen; it is listed in the help (`?`). `group` is its heading there.
 * `enabled: false` takes it out for a while (nothing is selected).
 */
export function useShortcut(
  keys: string,
  label: string,
  handler: () => void,
  { group = "On this page", enabled = true }: { group?: string; enabled?: boolean } = {},
): void {
  const add = use(AddContext);
  const run = useEffectEvent(handler);
  useEffect(() => {
    if (!enabled) return;
    return add?.({ keys, label, group, run: () => run() });
  }, [add, keys, label, group, enabled]);
}
