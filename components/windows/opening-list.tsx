"use client";

import { EmptyState } from "@/components/ui/empty-state";
import { Row, RowList } from "@/components/ui/row-list";
import { TextLink } from "@/components/ui/text-link";
import { OpeningActs } from "./opening-acts";
import { OpeningChips } from "./opening-chips";
import { OpeningTime } from "./opening-time";
import type { OpeningRow } from "./window-row";

type OpeningListProps = {
  window: { id: string; name: string; zone: string };
  openings: readonly OpeningRow[];
  mayManage: boolean;
};

/** The openings in order, each with what stands in it and what can be done with it. */
export function OpeningList({ window, openings, mayManage }: OpeningListProps) {
  if (openings.length === 0)
    return <EmptyState title="No openings ahead">Its rule gives none in the next 24 months.</EmptyState>;
  return (
    <RowList label="Coming openings">
      {openings.map((opening) => (
        <Row
          key={opening.id}
          title={
            <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
              <TextLink
                plain
                href={`/settings/windows/openings/${opening.id}`}
                className={opening.status === "cancelled" ? "font-normal line-through" : "font-medium"}
              >
                <OpeningTime during={opening.during} zone={window.zone} />
              </TextLink>
              <OpeningChips opening={opening} />
            </span>
          }
          detail={slotsInWords(opening)}
          end={mayManage && <OpeningActs window={window} opening={opening} />}
        />
      ))}
    </RowList>
  );
}

function slotsInWords({ slots, lanes }: OpeningRow): string {
  const room = `${lanes} ${lanes === 1 ? "lane" : "lanes"}`;
  if (slots === 0) return `${room}, nothing booked`;
  return `${room}, ${slots} ${slots === 1 ? "slot" : "slots"} booked`;
}
