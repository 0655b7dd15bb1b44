import { clsx } from "clsx";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { Mark } from "./mark";
import { type Tone, toneGrounds, toneMarks } from "./tone";

/** Its name is left out where the reason says it. */
export type NoticeRule = { name?: string; reason: string };

type NoticeProps = {
  tone?: Tone;
  title?: ReactNode;
  children?: ReactNode;
  /** The rules that caused a refusal, each with what it says. */
  rules?: readonly NoticeRule[];
  /** When the same would pass: "Mon 30 Nov 06:00 CET". */
  nextOpening?: ReactNode;
  action?: ReactNode;
  onDismiss?: () => void;
  /** Announced when it appears: `alert` interrupts (a refusal), `status` waits its turn. */
  role?: "alert" | "status";
  className?: string;
};

/** Says what happened, why, and what would help. */
export function Notice({
  tone = "neutral",
  title,
  children,
  rules = [],
  nextOpening,
  action,
  onDismiss,
  role,
  className,
}: NoticeProps) {
  return (
    <div role={role} className={clsx("flex gap-2.5 rounded-lg px-3.5 py-3 text-sm", toneGrounds[tone], className)}>
      <Mark name={toneMarks[tone]} className="mt-1 size-3" />
      <div className="grid min-w-0 grow gap-1.5">
        {title && <p className="font-semibold text-base">{title}</p>}
        {children && <div className="text-ink">{children}</div>}
        {rules.length > 0 && (
          <ul className="grid gap-1 text-ink">
            {rules.map((rule) => (
              <li key={`${rule.name ?? ""} ${rule.reason}`}>
                {rule.name !== undefined && <span className="font-semibold">{rule.name}: </span>}
                {rule.reason}
              </li>
            ))}
          </ul>
        )}
        {nextOpening && (
          <p className="text-ink">
            Next opening: <strong className="font-semibold">{nextOpening}</strong>
          </p>
        )}
        {action && <div className="mt-1 flex flex-wrap gap-2">{action}</div>}
      </div>
      {onDismiss && (
        <button
          type="button"
          onClick={onDismiss}
          aria-label="Dismiss"
          className="hit-area -mt-1 -mr-1.5 grid size-7 shrink-0 place-items-center self-start rounded-md hover:bg-panel/60"
        >
          <X className="size-4" aria-hidden="true" />
        </button>
      )}
    </div>
  );
}
