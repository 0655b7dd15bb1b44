"use client";

import { useRef } from "react";

// A menu is gone when the dialog that one of its items opened closes; its button is still there.
function whereFocusIs(): HTMLElement | null {
  const active = document.activeElement;
  const menu = active?.closest("[role='menu']");
  const origin = menu ? document.getElementById(menu.getAttribute("aria-labelledby") ?? "") : active;
  return origin instanceof HTMLElement ? origin : null;
}

/**
 * Gives the focus back to where it was when a dialog opened. Radix does so only for its own trigger; ours are opened from
 * anywhere (a shortcut, a row, a menu).
 */
export function useReturnFocus() {
  const before = useRef<HTMLElement>(null);
  return {
    onOpenAutoFocus() {
      before.current = whereFocusIs();
    },
    onCloseAutoFocus(event: Event) {
      if (!before.current?.isConnected) return;
      event.preventDefault();
      before.current.focus();
    },
  };
}

/** Escape belongs to the open list of a combobox first: it closes that, and not the dialog around it. */
export function escapeIsForList(): boolean {
  return document.activeElement?.matches("[role='combobox'][aria-expanded='true']") ?? false;
}
