"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Hourglass } from "lucide-react";
import { TeamName } from "@/components/services/team-name";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { StatusChip } from "@/components/ui/chip";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { Row, RowList } from "@/components/ui/row-list";
import { Skeleton } from "@/components/ui/skeleton";
import { TimeText } from "@/components/ui/time-text";
import { notify } from "@/components/ui/toaster";
import { attempt } from "@/lib/rpc/attempt";
import { api } from "@/lib/rpc/client";
import { refusalOfError } from "@/lib/rpc/refusal-of-error";
import { formatDuration, formatRange } from "@/lib/time/format";
import { leaveWaitlist } from "@/lib/waitlist/actions";
import { OfferActs } from "./offer-acts";
import { hasOffer, type WaitlistEntry } from "./waitlist-data";

/** Who waits for room: what is mine first, then the rest of the line. */
export function WaitlistList() {
  const { data, error } = useQuery(api.waitlist.list.queryOptions({ input: {} }));
  if (error) {
    return (
      <Notice tone="risk" role="alert" title="The waitlist cannot be shown">
        {refusalOfError(error).message}
      </Notice>
    );
  }
  if (data === undefined) return <Skeleton lines={3} className="h-14!" />;
  if (data.entries.length === 0) {
    return (
      <EmptyState icon={<Hourglass />} title="Nobody waits for room">
        Is an opening full? Choose it when you book a slot, and join its waitlist: what falls free is held for the first
        in line.
      </EmptyState>
    );
  }
  const groups = [
    { title: "My waitlist", entries: data.entries.filter(({ isMine }) => isMine) },
    { title: "Others in line", entries: data.entries.filter(({ isMine }) => !isMine) },
  ];
  return (
    <div className="grid gap-4">
      {groups
        .filter(({ entries }) => entries.length > 0)
        .map(({ title, entries }) => (
          <Card key={title} title={title} aside={`${entries.length} waiting`}>
            <RowList label={title}>
              {entries.map((entry) => (
                <EntryRow key={entry.id} entry={entry} />
              ))}
            </RowList>
          </Card>
        ))}
    </div>
  );
}

function EntryRow({ entry }: { entry: WaitlistEntry }) {
  const queryClient = useQueryClient();
  const { environment, window, team, release, durationMinutes, within, position, askedBy, askedAt } = entry;
  const { zone } = environment;
  async function leave() {
    const [error] = await attempt(leaveWaitlist({ entryId: entry.id }));
    void queryClient.invalidateQueries({ queryKey: api.waitlist.key() });
    if (error) notify({ title: "You are still in line", text: refusalOfError(error).message, tone: "risk" });
    else notify({ title: "You have left the line", tone: "neutral" });
  }
  return (
    <Row
      title={
        <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
          {release?.name ?? "A release to be chosen"}
          <span className="font-normal text-sm">
            <TeamName team={team} />
          </span>
          {hasOffer(entry) ? (
            <StatusChip tone="clear">offered</StatusChip>
          ) : (
            <StatusChip tone="waiting" mark="dots">
              {position === 1 ? "first in line" : `number ${position}`}
            </StatusChip>
          )}
        </span>
      }
      detail={
        <>
          {[environment.name, window?.name].filter(Boolean).join(", ")}, {formatDuration(durationMinutes * 60_000)}{" "}
          within {formatRange(within, zone)}. Asked by {askedBy}, <TimeText at={askedAt} zone={zone} />.
        </>
      }
      end={
        entry.mayLeave && (
          <Button size="sm" onClick={leave} aria-label={`Leave the line for ${environment.name}`}>
            Leave
          </Button>
        )
      }
    >
      {hasOffer(entry) && (
        <div className="mt-1.5 flex flex-wrap items-center gap-x-3 gap-y-1.5 text-sm">
          <span>
            {formatRange(entry.offer.during, zone)}, lane {entry.offer.lane}, held until{" "}
            <TimeText at={entry.offer.until} zone={zone} />
          </span>
          {entry.mayLeave && <OfferActs entry={entry} size="sm" />}
        </div>
      )}
    </Row>
  );
}
