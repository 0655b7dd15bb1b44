"use client";

import { clsx } from "clsx";
import { hueColour } from "@/components/ui/hue-colour";
import type { InboxEntry } from "@/lib/approvals/input/inbox-output";
import { formatRange } from "@/lib/time/format";
import { entryTitle } from "./approval-words";
import { DueChip } from "./due-chip";

type EntryListProps = { entries: readonly InboxEntry[]; selectedId: string; onSelect: (slotId: string) => void };

/** The slots of one view, earliest first. The chosen one stands beside it. */
export function EntryList({ entries, selectedId, onSelect }: EntryListProps) {
  return (
    <ul aria-label="Slots" className="grid content-start gap-2 md:sticky md:top-18 phone:hidden">
      {entries.map((entry) => (
        <li key={entry.slotId}>
          <button
            type="button"
            aria-current={entry.slotId === selectedId ? "true" : undefined}
            onClick={() => onSelect(entry.slotId)}
            style={{ borderLeftColor: entry.team === null ? undefined : hueColour(entry.team.hue) }}
            className={clsx(
              "grid w-full gap-1 rounded-lg border border-line border-l-4 bg-panel px-3 py-2.5 text-left hover:border-control",
              entry.slotId === selectedId && "ring-2 ring-accent",
            )}
          >
            <span className="font-semibold">{entryTitle(entry)}</span>
            <span className="text-ink-2 text-sm">
              {entry.environment.name} · {formatRange(entry.during, entry.environment.zone)}
            </span>
            <span className="flex flex-wrap gap-1.5">
              <DueChip entry={entry} short />
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
