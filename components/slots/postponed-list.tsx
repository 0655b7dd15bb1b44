"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { StatusChip } from "@/components/ui/chip";
import { Row, RowList } from "@/components/ui/row-list";
import { TextLink } from "@/components/ui/text-link";
import type { PostponedRow } from "@/lib/slots/input/postponed";
import { formatRange } from "@/lib/time/format";
import { DropPostponedDialog } from "./drop-postponed-dialog";
import { PlanPostponed } from "./plan-postponed";

/** What freezes kept from leaving, each with the place that it would be given, to take or to drop with a press. */
export function PostponedList({ postponed }: { postponed: readonly PostponedRow[] }) {
  return (
    <RowList label="Postponed by a freeze">
      {postponed.map((row) => (
        <PostponedItem key={row.id} row={row} />
      ))}
    </RowList>
  );
}

function PostponedItem({ row }: { row: PostponedRow }) {
  const [dropping, setDropping] = useState(false);
  const { releases, environment, team, during, freeze, slotId, may } = row;
  const name = postponedName(row);
  return (
    <Row
      title={
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
          {releases.map(({ releaseId, serviceName, version }) => (
            <TextLink
              key={releaseId}
              plain
              href={`/releases/${releaseId}`}
              className="inline-flex min-h-6 items-center"
            >
              {serviceName} {version}
            </TextLink>
          ))}
          <span className="font-normal">
            to {environment.name} · {team.name}
          </span>
        </span>
      }
      detail={
        <>
          <TextLink plain href={`/slots/${slotId}`}>
            Was to leave {formatRange(during, environment.zone)}
          </TextLink>
          , kept back by{" "}
          <TextLink plain href={`/settings/freezes/${freeze.id}`}>
            {freeze.name}
          </TextLink>
        </>
      }
    >
      <p className="mt-0.5 flex flex-wrap items-center gap-x-2 gap-y-1 text-sm">
        <Waits row={row} />
      </p>
      {may.decide && (
        <div className="mt-1.5 flex flex-wrap gap-2 phone:[&>*]:grow">
          {row.proposal && <PlanPostponed row={row} name={name} />}
          <Button size="sm" variant="danger" onClick={() => setDropping(true)} aria-label={`Drop ${name}`}>
            Drop
          </Button>
        </div>
      )}
      {dropping && <DropPostponedDialog row={row} name={name} onClose={() => setDropping(false)} />}
    </Row>
  );
}

/** What it waits for, and where it would go. */
function Waits({ row: { moot, thawed, freeze, proposal, note, environment } }: { row: PostponedRow }) {
  if (moot) {
    return (
      <>
        <StatusChip tone="neutral">moot</StatusChip> Booked again by hand, or it cannot leave any more.
      </>
    );
  }
  const place = proposal
    ? `${formatRange(proposal.during, environment.zone)}${proposal.windowName ? `, ${proposal.windowName}, lane ${proposal.lane}` : ""}`
    : "no free place in the next sixty days";
  if (!thawed) {
    return (
      <>
        <StatusChip tone="risk" mark="square">
          frozen still
        </StatusChip>{" "}
        Next place after it: {place}.
      </>
    );
  }
  if (freeze.thaw === "ask") {
    return (
      <>
        <StatusChip tone="waiting">to be decided</StatusChip> Proposed: {place}.
      </>
    );
  }
  return (
    <>
      <StatusChip tone="waiting">thaws</StatusChip> {note || `Planned by itself in a moment: ${place}.`}
    </>
  );
}

function postponedName({ releases }: PostponedRow): string {
  return releases.map(({ serviceName, version }) => `${serviceName} ${version}`).join(", ") || "the slot";
}
