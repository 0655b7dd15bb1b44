import { clsx } from "clsx";
import type { ReactNode } from "react";

/** Rows between hairlines, inside a card: gates, history, members. */
export function RowList({ children, label, className }: { children: ReactNode; label?: string; className?: string }) {
  return (
    <ul aria-label={label} className={clsx("divide-y divide-line", className)}>
      {children}
    </ul>
  );
}

type RowProps = {
  /** What stands at the start: a mark, an avatar, a time. */
  lead?: ReactNode;
  title: ReactNode;
  /** The quiet second line. */
  detail?: ReactNode;
  /** What stands at the end: a chip, a button. */
  end?: ReactNode;
  children?: ReactNode;
};

/** On a phone what stands at the end goes below where it would leave the words no room. */
export function Row({ lead, title, detail, end, children }: RowProps) {
  return (
    <li className="flex items-start gap-2.5 py-2.5 first:pt-0 last:pb-0">
      {lead && <div className="flex shrink-0">{lead}</div>}
      <div className="flex min-w-0 grow items-start gap-x-2.5 gap-y-1.5 phone:flex-wrap">
        <div className="min-w-0 grow basis-40">
          <div className="font-semibold">{title}</div>
          {detail && <div className="text-ink-2 text-sm">{detail}</div>}
          {children}
        </div>
        {end && <div className="flex shrink-0 items-center gap-2 self-center">{end}</div>}
      </div>
    </li>
  );
}
