"use client";

import { useState } from "react";
import { ChanceChip } from "@/components/forecasts/chance-chip";
import { TeamName } from "@/components/services/team-name";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Chip, StatusChip } from "@/components/ui/chip";
import { EmptyState } from "@/components/ui/empty-state";
import { Row, RowList } from "@/components/ui/row-list";
import { TextLink } from "@/components/ui/text-link";
import { LeaveTrainDialog } from "./leave-train-dialog";
import { MoveTicketDialog } from "./move-ticket-dialog";
import { moveInWords, ticketLook } from "./ticket-words";
import type { DepartureDetail, TicketRow } from "./train-data";

type TicketsCardProps = { detail: DepartureDetail; onBoard: () => void };
type Open = { ticket: TicketRow; act: "leave" | "move" };

/** Who is aboard, those that are not ready first: it is they who decide whether the train goes. */
export function TicketsCard({ detail, onBoard }: TicketsCardProps) {
  const [open, setOpen] = useState<Open>();
  const { departure, tickets, may } = detail;
  const { capacity, aboard, hotfixes } = departure;
  const isUnready = ({ status, readiness }: TicketRow) => status === "aboard" && readiness !== "ready";
  const inOrder = [...tickets.filter(isUnready), ...tickets.filter((ticket) => !isUnready(ticket))];
  const unready = tickets.filter(isUnready).length;
  const said = [
    // Before anybody is aboard, and after the train has left, there is nobody to be ready.
    tickets.some(({ status }) => status === "aboard") && (unready === 0 ? "all ready" : `${unready} not ready`),
    capacity !== null && `${aboard - hotfixes} of ${capacity} places`,
  ].filter((part) => part !== false);
  return (
    <Card title="Aboard" aside={said.join(" · ")}>
      {tickets.length === 0 ? (
        <EmptyState title="Nobody is aboard" action={may.board && <Button onClick={onBoard}>Board a release</Button>}>
          Releases board here or on their own page until the cut-off.
        </EmptyState>
      ) : (
        <RowList label="Releases aboard">
          {inOrder.map((ticket) => (
            <Ticket
              key={ticket.id}
              ticket={ticket}
              zone={departure.train.zone}
              onAct={(act) => setOpen({ ticket, act })}
            />
          ))}
        </RowList>
      )}
      {open?.act === "leave" && (
        <LeaveTrainDialog
          ticket={open.ticket}
          departure={departure}
          zone={departure.train.zone}
          onClose={() => setOpen(undefined)}
        />
      )}
      {open?.act === "move" && (
        <MoveTicketDialog ticket={open.ticket} departure={departure} onClose={() => setOpen(undefined)} />
      )}
    </Card>
  );
}

type TicketProps = { ticket: TicketRow; zone: string; onAct: (act: Open["act"]) => void };

function Ticket({ ticket, zone, onAct }: TicketProps) {
  const { release, team, hotfix, note, reason, moves, mayLeave, mayMove } = ticket;
  const { word, ...look } = ticketLook(ticket);
  const steps = moves.filter(({ kind }) => kind !== "boarded");
  return (
    <Row
      title={
        <span className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <TextLink plain href={`/releases/${release.id}`}>
            {release.service.name} {release.version}
          </TextLink>
          <span className="font-normal text-sm">
            <TeamName team={team} />
          </span>
          {hotfix && <Chip tone="risk">hotfix</Chip>}
          <span className="md:ms-auto">
            <StatusChip {...look}>{word}</StatusChip>
          </span>
        </span>
      }
      detail={[reason, note].filter((part) => part !== "").join(" · ")}
    >
      <div className="mt-1">
        <ChanceChip releaseId={release.id} name={`${release.service.name} ${release.version}`} zone={zone} />
      </div>
      {steps.length > 0 && (
        <ul aria-label="Its way here" className="mt-1 text-ink-2 text-xs">
          {steps.map((step) => (
            <li key={step.at.toISOString()}>{moveInWords(step, zone)}</li>
          ))}
        </ul>
      )}
      {(mayMove || mayLeave) && (
        <div className="mt-1.5 flex flex-wrap gap-2">
          {mayMove && (
            <Button
              size="sm"
              aria-label={`Move ${release.service.name} to another departure`}
              onClick={() => onAct("move")}
            >
              Move
            </Button>
          )}
          {mayLeave && (
            <Button
              size="sm"
              variant="quiet"
              aria-label={`Take off: ${release.service.name}`}
              onClick={() => onAct("leave")}
            >
              Take off
            </Button>
          )}
        </div>
      )}
    </Row>
  );
}
