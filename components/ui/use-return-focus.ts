"use client";

import { useRef } from "react";

/**
 * Gives the focus back to where it was when a dialog opened. Radix does so only for its own trigger; ours are opened from
 * anywhere (a shortcut, a row, a menu).
 */
export function useReturnFocus() {
  const before = useRef<HTMLElement>(undefined);
  return {
    onOpenAutoFocus() {
      if (document.activeElement instanceof HTMLElement) before.current = document.activeElement;
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
