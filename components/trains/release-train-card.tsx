"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useFormAction } from "@/components/people/use-form-action";
import { takeBack } from "@/components/shell/take-back";
import { RefusalNotice } from "@/components/slots/refusal-notice";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { StatusChip } from "@/components/ui/chip";
import { Row, RowList } from "@/components/ui/row-list";
import { TextLink } from "@/components/ui/text-link";
import { notify } from "@/components/ui/toaster";
import { api } from "@/lib/rpc/client";
import { formatInstant } from "@/lib/time/format";
import { boardRelease, leaveTrain } from "@/lib/trains/actions";
import { nextInWords } from "./departure-words";
import { LeaveTrainDialog } from "./leave-train-dialog";
import { MoveTicketDialog } from "./move-ticket-dialog";
import { moveInWords, ticketLook } from "./ticket-words";
import type { ReleaseTickets } from "./train-data";

/** How many departures are offered at once; more are on the trains' page. */
const mostOffered = 4;

/** On a release's page: the train it takes, the way of its ticket, and which departures it may board. */
export function ReleaseTrainCard({ releaseId, mayBoard }: { releaseId: string; mayBoard: boolean }) {
  const { data } = useQuery(api.trains.ofRelease.queryOptions({ input: { releaseId } }));
  if (data === undefined) return null;
  const { ticket, options, past } = data;
  if (ticket === null && past.length === 0 && (options.length === 0 || !mayBoard)) return null;
  return (
    <Card title="Train" aside={ticket ? undefined : "not aboard"}>
      {ticket ? <LiveTicket ticket={ticket} /> : mayBoard && <Offers releaseId={releaseId} options={options} />}
      {past.length > 0 && (
        <div className="mt-3 border-line border-t pt-3 text-ink-2 text-sm">
          <h3 className="font-medium">Earlier</h3>
          <ul>
            {past.map(({ id, status, departure }) => (
              <li key={id}>
                {departure ? (
                  <TextLink href={`/trains/departures/${departure.id}`}>{departure.name}</TextLink>
                ) : (
                  "no departure"
                )}
                : {ticketLook({ status, readiness: "ready" }).word}
              </li>
            ))}
          </ul>
        </div>
      )}
    </Card>
  );
}

function LiveTicket({ ticket }: { ticket: NonNullable<ReleaseTickets["ticket"]> }) {
  const [open, setOpen] = useState<"move" | "leave">();
  const { departure, reason, note, moves, mayMove, mayLeave } = ticket;
  const { word, ...look } = ticketLook(ticket);
  const close = () => setOpen(undefined);
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <div className="min-w-0">
          {departure ? (
            <>
              <TextLink href={`/trains/departures/${departure.id}`} className="font-semibold">
                {departure.name}
              </TextLink>
              <p className="text-ink-2 text-sm">
                {[nextInWords(departure), reason, note].filter((part) => part !== "").join(" · ")}
              </p>
            </>
          ) : (
            <p>It waits until somebody says on which departure it goes. {reason}</p>
          )}
        </div>
        <StatusChip {...look}>{word}</StatusChip>
      </div>
      {moves.length > 1 && (
        <ol aria-label="The way of its ticket" className="mt-2 text-ink-2 text-xs">
          {moves.map((move) => (
            <li key={`${move.at.toISOString()} ${move.kind}`}>{moveInWords(move, departure?.train.zone ?? "UTC")}</li>
          ))}
        </ol>
      )}
      {(mayMove || mayLeave) && (
        <div className="mt-3 flex flex-wrap gap-2">
          {mayMove && (
            <Button size="sm" onClick={() => setOpen("move")}>
              {departure ? "Take another departure" : "Choose a departure"}
            </Button>
          )}
          {mayLeave && (
            <Button size="sm" variant="quiet" onClick={() => setOpen("leave")}>
              Take it off
            </Button>
          )}
        </div>
      )}
      {open === "move" && <MoveTicketDialog ticket={ticket} departure={departure} onClose={close} />}
      {open === "leave" && (
        <LeaveTrainDialog ticket={ticket} departure={departure} zone={departure?.train.zone ?? "UTC"} onClose={close} />
      )}
    </>
  );
}

type OffersProps = { releaseId: string; options: ReleaseTickets["options"] };

function Offers({ releaseId, options }: OffersProps) {
  const queryClient = useQueryClient();
  const form = useFormAction();
  const [pending, setPending] = useState<string>();
  const shown = options.slice(0, mostOffered);

  async function board({ departure, hotfix }: OffersProps["options"][number]) {
    setPending(departure.id);
    const done = await form.run(() => boardRelease({ releaseId, departureId: departure.id, hotfix }));
    setPending(undefined);
    void queryClient.invalidateQueries();
    if (!done) return;
    const { ticketId } = done.value;
    notify({
      title: "Aboard",
      text: departure.name,
      undo: takeBack(async () => {
        const answer = await leaveTrain({ ticketId, reason: "Boarded by mistake." });
        void queryClient.invalidateQueries();
        return answer;
      }),
    });
  }

  return (
    <>
      <RowList label="Departures it may board">
        {shown.map((option) => {
          const { departure, boards, hotfix, reason, bumps } = option;
          return (
            <Row
              key={departure.id}
              title={
                <TextLink plain href={`/trains/departures/${departure.id}`}>
                  {departure.train.name}, {formatInstant(departure.at.departure, departure.train.zone)}
                </TextLink>
              }
              detail={[reason, bumps && `${bumps} makes room.`].filter(Boolean).join(" ")}
              end={
                boards && (
                  <Button
                    size="sm"
                    pending={pending === departure.id}
                    aria-label={`Board ${departure.name}`}
                    onClick={() => board(option)}
                  >
                    {hotfix ? "Board as a hotfix" : "Board"}
                  </Button>
                )
              }
            />
          );
        })}
      </RowList>
      {form.refusal && <RefusalNotice refusal={form.refusal} zone={shown[0]?.departure.train.zone ?? "UTC"} />}
    </>
  );
}
