"use client";

import { createContext, type ReactNode } from "react";

/** When the server made the page, in milliseconds; undefined where there was none. */
export const PageMomentContext = createContext<number | undefined>(undefined);

/**
 * Tells a page when it was made: until its components answer it shows that moment, in the browser as on the server. Were a minute to
 * pass in between, the browser would find another text than it expects and make the whole page anew.
 */
export function PageMoment({ at, children }: { at: number; children: ReactNode }) {
  return <PageMomentContext value={at}>{children}</PageMomentContext>;
}
