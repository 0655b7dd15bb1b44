"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { TeamName } from "@/components/services/team-name";
import { RefusalNotice } from "@/components/slots/refusal-notice";
import { Button } from "@/components/ui/button";
import { Row } from "@/components/ui/row-list";
import { TextLink } from "@/components/ui/text-link";
import { notify } from "@/components/ui/toaster";
import { ToneMark } from "@/components/ui/tone-mark";
import { attempt } from "@/lib/rpc/attempt";
import { refusalOfError, type ShownRefusal } from "@/lib/rpc/refusal-of-error";
import { moveSlot, undoMove } from "@/lib/slots/actions";
import { localDate } from "@/lib/time/calendar";
import { formatRange } from "@/lib/time/format";
import { type ConflictRow, causeWords } from "./conflict-words";

type Slot = ConflictRow["slot"];

const inSchedule = ({ slotId, environment, during }: Slot) =>
  `/schedule?${new URLSearchParams({ env: environment.id, day: localDate(during.start, environment.zone), slot: slotId })}`;

/** One conflict in a sentence, whose slots it is about, and the move that mends it. */
export function ConflictItem({ conflict }: { conflict: ConflictRow }) {
  const queryClient = useQueryClient();
  const [pending, setPending] = useState(false);
  const [refusal, setRefusal] = useState<ShownRefusal>();
  const { cause, sentence, slot, other, proposal, mayMove } = conflict;
  const { zone } = slot.environment;

  async function apply() {
    if (proposal === null) return;
    const { slotId, slotName, occurrenceId, lane, during } = proposal;
    setPending(true);
    const [error] = await attempt(
      moveSlot({
        slotId,
        lane,
        ...(occurrenceId === null ? {} : { occurrenceId }),
        during: { start: during.start.toISOString(), end: during.end.toISOString() },
      }),
    );
    setPending(false);
    const refresh = () => queryClient.invalidateQueries();
    void refresh();
    if (error) {
      setRefusal(refusalOfError(error));
      return;
    }
    notify({
      title: `${slotName} moved`,
      text: formatRange(during, zone),
      undo: async () => {
        const [late] = await attempt(undoMove({ slotId }));
        if (late) notify({ title: "It could not be moved back", text: refusalOfError(late).message, tone: "risk" });
        else notify({ title: "Moved back", text: slotName });
        void refresh();
      },
    });
  }

  return (
    <Row
      lead={<ToneMark tone={causeWords[cause].tone} className="mt-px" />}
      title={<span className="font-medium">{sentence}</span>}
      detail={
        <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <TeamName team={slot.team} />
          {other && other.team.id !== slot.team.id && <TeamName team={other.team} />}
          {[slot, ...(other ? [other] : [])].map((each) => (
            <TextLink key={each.slotId} href={inSchedule(each)}>
              {each.name}
            </TextLink>
          ))}
        </span>
      }
    >
      {proposal && (
        <p className="mt-1.5 flex flex-wrap items-center gap-x-3 gap-y-1.5 text-sm">
          <Button size="sm" pending={pending} onClick={apply}>
            Move {proposal.slotName}
          </Button>
          <span className="text-ink-2">
            to {formatRange(proposal.during, proposal.zone)}, {proposal.windowName}
            {proposal.occurrenceId !== null && `, lane ${proposal.lane}`}
          </span>
        </p>
      )}
      {proposal === null && mayMove && cause !== "no_way_back" && (
        <p className="mt-1.5 text-ink-2 text-sm">No free place within three weeks would mend it.</p>
      )}
      {cause === "no_way_back" && (
        <p className="mt-1.5 text-ink-2 text-sm">A move does not help: say in the release how to get back.</p>
      )}
      {refusal && (
        <div className="mt-1.5">
          <RefusalNotice refusal={refusal} zone={zone} />
        </div>
      )}
    </Row>
  );
}
