"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { TeamName } from "@/components/services/team-name";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { StatusChip } from "@/components/ui/chip";
import { EmptyState } from "@/components/ui/empty-state";
import { Row, RowList } from "@/components/ui/row-list";
import { notify } from "@/components/ui/toaster";
import { attempt } from "@/lib/rpc/attempt";
import { refusalOfError } from "@/lib/rpc/refusal-of-error";
import { formatInstant } from "@/lib/time/format";
import { answerRollCall } from "@/lib/trains/actions";
import { NoteDialog } from "./note-dialog";
import type { DepartureDetail, TeamAnswer } from "./train-data";

/** The roll-call: every team aboard says ready or not, those that have not answered first. */
export function RollCallCard({ detail }: { detail: DepartureDetail }) {
  const { rollCall, departure } = detail;
  const weight = ({ ready }: TeamAnswer) => (ready === null ? 0 : ready ? 2 : 1);
  const answered = rollCall.filter(({ ready }) => ready !== null).length;
  // Nobody asks any more once it has left.
  if (departure.departedAt !== null && answered === 0) return null;
  return (
    <Card title="Roll-call" aside={rollCall.length > 0 && `${answered} of ${rollCall.length} answered`}>
      {rollCall.length === 0 ? (
        <EmptyState title="No team is aboard">Each team that has a release aboard is asked here.</EmptyState>
      ) : (
        <RowList label="Teams aboard">
          {rollCall
            .toSorted((a, b) => weight(a) - weight(b))
            .map((answer) => (
              <TeamRow key={answer.team.id} answer={answer} departureId={departure.id} zone={departure.train.zone} />
            ))}
        </RowList>
      )}
    </Card>
  );
}

type TeamRowProps = { answer: TeamAnswer; departureId: string; zone: string };

function TeamRow({ answer, departureId, zone }: TeamRowProps) {
  const queryClient = useQueryClient();
  const [asking, setAsking] = useState(false);
  const [pending, setPending] = useState(false);
  const { team, ready, note, by, at, mayAnswer } = answer;
  async function sayReady() {
    setPending(true);
    const [error] = await attempt(answerRollCall({ departureId, teamId: team.id, ready: true }));
    setPending(false);
    void queryClient.invalidateQueries();
    if (error) notify({ title: "The answer was not taken", text: refusalOfError(error).message, tone: "risk" });
    else notify({ title: `${team.name} is ready` });
  }
  return (
    <Row
      title={<TeamName team={team} />}
      detail={
        ready === null
          ? "not answered yet"
          : [by && at && `${by}, ${formatInstant(at, zone)}`, note].filter(Boolean).join(": ")
      }
      end={
        <span className="flex flex-wrap items-center justify-end gap-2">
          {ready !== null && <StatusChip tone={ready ? "clear" : "risk"}>{ready ? "ready" : "not ready"}</StatusChip>}
          {ready === null && !mayAnswer && <StatusChip tone="waiting">silent</StatusChip>}
          {mayAnswer && ready !== true && (
            <Button
              size="sm"
              variant="accept"
              pending={pending}
              aria-label={`${team.name} is ready`}
              onClick={sayReady}
            >
              Ready
            </Button>
          )}
          {mayAnswer && ready !== false && (
            <Button size="sm" aria-label={`${team.name} is not ready`} onClick={() => setAsking(true)}>
              Not ready
            </Button>
          )}
        </span>
      }
    >
      {asking && (
        <NoteDialog
          zone={zone}
          title={`${team.name} is not ready?`}
          description="The conductor sees it at once, and what keeps you."
          label="What is missing"
          whyAsked="Say what is missing, so that others can help."
          confirmLabel="Not ready"
          tone="danger"
          act={(text) => answerRollCall({ departureId, teamId: team.id, ready: false, note: text })}
          done={{ title: `${team.name} is not ready`, tone: "waiting" }}
          onClose={() => setAsking(false)}
        />
      )}
    </Row>
  );
}
