"use client";

import { clsx } from "clsx";
import { useState } from "react";
import { Segmented } from "@/components/ui/segmented";
import { type QueueColumn, queueReason } from "@/lib/domain/queue-order";
import type { QueueCard as Card, Queue } from "@/lib/handoffs/input";
import { GroupLoad } from "./group-load";
import { QueueCard } from "./queue-card";
import { queueColumns } from "./queue-words";
import type { QueueActs } from "./use-queue-acts";

type QueueBoardProps = {
  cards: readonly Card[];
  groups: Queue["groups"];
  acts: QueueActs;
  selectedId: string | undefined;
  onSelect: (handoffId: string) => void;
  zone: string;
};

/** The four columns side by side; on a phone one at a time. */
export function QueueBoard({ cards, groups, acts, selectedId, onSelect, zone }: QueueBoardProps) {
  const [shown, setShown] = useState<QueueColumn>("waiting");
  const of = (column: QueueColumn) => cards.filter((card) => card.column === column);
  return (
    <div className="grid gap-3 px-4 pb-6 md:grid-cols-2 md:px-5 xl:grid-cols-4">
      <Segmented
        className="w-full md:hidden"
        label="Column"
        value={shown}
        onChange={setShown}
        options={queueColumns.map(({ column, short }) => ({
          value: column,
          label: (
            <span className="text-sm">
              {short} <span className="text-ink-2">{of(column).length}</span>
            </span>
          ),
        }))}
      />
      {queueColumns.map(({ column, title, empty }) => (
        <section
          key={column}
          aria-label={title}
          className={clsx(
            "min-w-0 rounded-xl bg-sunken p-2.5 md:min-h-[24rem] xl:min-h-[calc(100dvh-15rem)]",
            shown !== column && "phone:hidden",
          )}
        >
          <h2 className="mx-1.5 mt-0.5 mb-2.5 flex justify-between gap-3 font-semibold text-sm">
            {title} <span className="font-medium text-ink-2">{of(column).length}</span>
          </h2>
          {column === "testing" && <GroupLoad groups={groups} />}
          <div className="grid gap-2.5">
            {of(column).map((card, place) => (
              <QueueCard
                key={card.handoffId}
                card={card}
                acts={acts}
                zone={zone}
                selected={card.handoffId === selectedId}
                onSelect={() => onSelect(card.handoffId)}
                reason={column === "waiting" && place === 0 ? queueReason(card) : undefined}
              />
            ))}
            {of(column).length === 0 && <p className="px-1.5 py-6 text-center text-ink-2 text-sm">{empty}</p>}
          </div>
        </section>
      ))}
    </div>
  );
}
