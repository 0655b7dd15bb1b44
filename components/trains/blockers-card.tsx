"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { StatusChip } from "@/components/ui/chip";
import { EmptyState } from "@/components/ui/empty-state";
import { Row, RowList } from "@/components/ui/row-list";
import { formatInstant } from "@/lib/time/format";
import { resolveDepartureBlocker, waiveBlocker } from "@/lib/trains/actions";
import { NoteDialog } from "./note-dialog";
import type { BlockerRow, DepartureDetail } from "./train-data";

type BlockersCardProps = { detail: DepartureDetail; onRaise: () => void };

const looks = {
  open: { tone: "risk", word: "open" },
  resolved: { tone: "clear", word: "resolved" },
  waived: { tone: "waiting", word: "waived" },
} as const;

/** What holds the departure, the open ones first; who raised it, who ended it and why. */
export function BlockersCard({ detail, onRaise }: BlockersCardProps) {
  const [ending, setEnding] = useState<{ blocker: BlockerRow; act: "resolve" | "waive" }>();
  const { blockers, departure, may } = detail;
  const { zone } = departure.train;
  const open = blockers.filter(({ status }) => status === "open");
  const inOrder = [...open, ...blockers.filter(({ status }) => status !== "open")];
  return (
    <Card
      title="Blockers"
      aside={
        may.raiseBlocker ? (
          <Button size="sm" onClick={onRaise}>
            Raise a blocker
          </Button>
        ) : (
          `${open.length} open`
        )
      }
    >
      {blockers.length === 0 ? (
        <EmptyState title="Nothing blocks it" />
      ) : (
        <RowList label="Blockers">
          {inOrder.map((blocker) => (
            <Row
              key={blocker.id}
              title={blocker.reason}
              detail={storyOf(blocker, zone)}
              end={<StatusChip tone={looks[blocker.status].tone}>{looks[blocker.status].word}</StatusChip>}
            >
              {(blocker.mayResolve || blocker.mayWaive) && (
                <div className="mt-2 flex flex-wrap gap-2">
                  {blocker.mayResolve && (
                    <Button size="sm" onClick={() => setEnding({ blocker, act: "resolve" })}>
                      Resolved
                    </Button>
                  )}
                  {blocker.mayWaive && (
                    <Button size="sm" variant="quiet" onClick={() => setEnding({ blocker, act: "waive" })}>
                      Waive…
                    </Button>
                  )}
                </div>
              )}
            </Row>
          ))}
        </RowList>
      )}
      {ending?.act === "resolve" && (
        <NoteDialog
          zone={zone}
          title="Is it resolved?"
          description={ending.blocker.reason}
          label="What was done"
          confirmLabel="It is resolved"
          act={(note) => resolveDepartureBlocker({ blockerId: ending.blocker.id, note })}
          done={{ title: "The blocker is resolved" }}
          onClose={() => setEnding(undefined)}
        />
      )}
      {ending?.act === "waive" && (
        <NoteDialog
          zone={zone}
          title="Waive the blocker?"
          description={`${ending.blocker.reason} It is not resolved: your name and reason stand for leaving nevertheless.`}
          label="Reason"
          whyAsked="Say why it may leave although this is open."
          confirmLabel="Waive it in my name"
          tone="danger"
          act={(reason) => waiveBlocker({ blockerId: ending.blocker.id, reason })}
          done={{ title: "The blocker is waived in your name", tone: "waiting" }}
          onClose={() => setEnding(undefined)}
        />
      )}
    </Card>
  );
}

function storyOf({ raisedBy, raisedAt, status, endedBy, endedAt, endReason }: BlockerRow, zone: string): string {
  const raised = `Raised by ${raisedBy ?? "Signalbox"}, ${formatInstant(raisedAt, zone)}`;
  if (endedAt === null) return raised;
  const ended = `${looks[status].word} by ${endedBy ?? "Signalbox"}, ${formatInstant(endedAt, zone)}`;
  return `${raised}; ${ended}${endReason && `: ${endReason}`}`;
}
