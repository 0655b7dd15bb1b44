"use client";

import { useSyncExternalStore } from "react";
import { readTheme, type Theme, themeCookie } from "./theme";

const aYear = 31_536_000;
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Takes effect at once; the cookie lets the next page arrive in the right colours. */
function chooseTheme(theme: Theme): void {
  const root = document.documentElement;
  const secure = window.location.protocol === "https:" ? "; secure" : "";
  if (theme === "system") delete root.dataset.theme;
  else root.dataset.theme = theme;
  const lifetime = theme === "system" ? 0 : aYear;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API does not exist without HTTPS, where many installations start.
  document.cookie = `${themeCookie}=${theme}; path=/; max-age=${lifetime}; samesite=lax${secure}`;
  for (const listener of listeners) listener();
}

export function useTheme(): [Theme, (theme: Theme) => void] {
  const theme = useSyncExternalStore<Theme>(
    subscribe,
    () => readTheme(document.documentElement.dataset.theme),
    () => "system",
  );
  return [theme, chooseTheme];
}
