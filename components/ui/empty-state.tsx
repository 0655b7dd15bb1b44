import { clsx } from "clsx";
import type { ReactNode } from "react";

type EmptyStateProps = {
  icon?: ReactNode;
  title: ReactNode;
  /** What to do about it. */
  children?: ReactNode;
  action?: ReactNode;
  className?: string;
};

/** Nothing here, and what to do. */
export function EmptyState({ icon, title, children, action, className }: EmptyStateProps) {
  return (
    <div
      className={clsx(
        "grid justify-items-center gap-1.5 rounded-xl border border-window-line border-dashed px-6 py-10 text-center",
        className,
      )}
    >
      {icon && (
        <span aria-hidden="true" className="mb-1 text-ink-2 [&>svg]:size-7 [&>svg]:stroke-[1.5]">
          {icon}
        </span>
      )}
      <p className="font-semibold text-lg">{title}</p>
      {children && <div className="max-w-prose text-ink-2">{children}</div>}
      {action && <div className="mt-3 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}
