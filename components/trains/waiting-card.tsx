"use client";

import { useState } from "react";
import { TeamName } from "@/components/services/team-name";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Chip, StatusChip } from "@/components/ui/chip";
import { Row, RowList } from "@/components/ui/row-list";
import { TextLink } from "@/components/ui/text-link";
import { LeaveTrainDialog } from "./leave-train-dialog";
import { MoveTicketDialog } from "./move-ticket-dialog";
import { moveInWords, ticketLook } from "./ticket-words";
import type { TicketRow, TrainEntry } from "./train-data";

type WaitingCardProps = { train: Pick<TrainEntry, "id" | "zone">; waiting: readonly TicketRow[] };
type Open = { ticket: TicketRow; act: "choose" | "leave" };

/** Releases that missed a departure of this train and go nowhere until somebody says with which one. Nothing where none waits. */
export function WaitingCard({ train, waiting }: WaitingCardProps) {
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  if (waiting.length === 0) return null;
  return (
    <Card
      title="Waiting for a departure"
      aside={`${waiting.length} ${waiting.length === 1 ? "release" : "releases"}`}
      edge="var(--waiting)"
    >
      <RowList label="Releases that wait for a departure">
        {waiting.map((ticket) => (
          <WaitingTicket key={ticket.id} ticket={ticket} zone={train.zone} onAct={(act) => setOpen({ ticket, act })} />
        ))}
      </RowList>
      {open?.act === "choose" && (
        <MoveTicketDialog ticket={open.ticket} departure={null} trainId={train.id} onClose={close} />
      )}
      {open?.act === "leave" && (
        <LeaveTrainDialog ticket={open.ticket} departure={null} zone={train.zone} onClose={close} />
      )}
    </Card>
  );
}

type WaitingTicketProps = { ticket: TicketRow; zone: string; onAct: (act: Open["act"]) => void };

function WaitingTicket({ ticket, zone, onAct }: WaitingTicketProps) {
  const { release, team, hotfix, readiness, moves, mayMove, mayLeave } = ticket;
  const name = `${release.service.name} ${release.version}`;
  // That it waits says the card; what it lacks for leaving is news.
  const { word, ...look } = ticketLook({ status: "aboard", readiness });
  const [missed] = moves;
  return (
    <Row
      title={
        <span className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <TextLink plain href={`/releases/${release.id}`}>
            {name}
          </TextLink>
          <span className="font-normal text-sm">
            <TeamName team={team} />
          </span>
          {hotfix && <Chip tone="risk">hotfix</Chip>}
        </span>
      }
      detail={missed && moveInWords(missed, zone)}
      end={<StatusChip {...look}>{word}</StatusChip>}
    >
      {(mayMove || mayLeave) && (
        <div className="mt-1.5 flex flex-wrap gap-2">
          {mayMove && (
            <Button size="sm" aria-label={`Choose a departure for ${name}`} onClick={() => onAct("choose")}>
              Choose a departure
            </Button>
          )}
          {mayLeave && (
            <Button size="sm" variant="quiet" aria-label={`Take off: ${name}`} onClick={() => onAct("leave")}>
              Take off
            </Button>
          )}
        </div>
      )}
    </Row>
  );
}
