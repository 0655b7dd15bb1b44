import type { ReactNode } from "react";

/** For screen readers only. `live` announces later changes of the content. */
export function VisuallyHidden({ children, live }: { children?: ReactNode; live?: boolean }) {
  return (
    <span className="sr-only" aria-live={live ? "polite" : undefined}>
      {children}
    </span>
  );
}
