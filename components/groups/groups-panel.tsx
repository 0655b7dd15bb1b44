"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { ListChecks, Plus } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { StatusChip } from "@/components/ui/chip";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { DescriptionList } from "@/components/ui/description-list";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import { TextLink } from "@/components/ui/text-link";
import { notify } from "@/components/ui/toaster";
import { archiveGroup } from "@/lib/groups/actions";
import type { Group } from "@/lib/groups/input";
import { attempt } from "@/lib/rpc/attempt";
import { api } from "@/lib/rpc/client";
import { refusalOfError } from "@/lib/rpc/refusal-of-error";
import { formatDuration } from "@/lib/time/format";
import { GroupDialog } from "./group-dialog";

const names = (things: readonly { name: string }[]) => things.map(({ name }) => name).join(", ");

/** The groups of testers, each with its limit and what it has in test now. */
export function GroupsPanel() {
  const queryClient = useQueryClient();
  const { data, error } = useQuery(api.groups.list.queryOptions());
  const [open, setOpen] = useState<Group | "new">();
  const [ending, setEnding] = useState<Group>();
  if (error) {
    return (
      <Notice tone="risk" role="alert">
        {refusalOfError(error).message}
      </Notice>
    );
  }
  if (data === undefined) return <Skeleton className="h-28" lines={3} />;
  const begin = data.mayManage && (
    <Button variant="primary" icon={<Plus className="size-4" aria-hidden="true" />} onClick={() => setOpen("new")}>
      New group
    </Button>
  );
  async function end(group: Group) {
    const [failed] = await attempt(archiveGroup({ groupId: group.id }));
    if (failed) notify({ title: refusalOfError(failed).message, tone: "risk" });
    void queryClient.invalidateQueries();
  }
  return (
    <>
      {data.groups.length === 0 && (
        <EmptyState icon={<ListChecks />} title="There is no group yet" action={begin}>
          Without one everybody who may judge tests everything, without a limit. A group shares services, and takes on
          only so much at once.
        </EmptyState>
      )}
      {data.groups.length > 0 && <div className="flex justify-end">{begin}</div>}
      <div className="grid gap-4 xl:grid-cols-2">
        {data.groups.map((group) => {
          const full = group.inTest.length >= group.limit;
          return (
            <Card
              key={group.id}
              title={group.name}
              aside={
                <StatusChip tone={full ? "risk" : "neutral"}>
                  {group.inTest.length} of {group.limit} in test{full && " · full"}
                </StatusChip>
              }
            >
              <DescriptionList
                facts={[
                  {
                    term: "Tests",
                    value:
                      names([...group.teams.map(({ name }) => ({ name: `all of ${name}` })), ...group.services]) ||
                      "nothing yet",
                  },
                  { term: "Members", value: names(group.members) || "everybody who may judge" },
                  {
                    term: "First look",
                    value:
                      group.offerMinutes === 0
                        ? "a build that came back is anybody's at once"
                        : `kept for whoever judged it before, for ${formatDuration(group.offerMinutes * 60_000)}`,
                  },
                  ...(group.inTest.length === 0
                    ? []
                    : [
                        {
                          term: "In test",
                          value: (
                            <ul className="grid gap-0.5">
                              {group.inTest.map(({ handoffId, name, testerName }) => (
                                <li key={handoffId}>
                                  <TextLink href={`/queue/${handoffId}`}>{name}</TextLink>{" "}
                                  <span className="text-ink-2">{testerName}</span>
                                </li>
                              ))}
                            </ul>
                          ),
                        },
                      ]),
                ]}
              />
              {data.mayManage && (
                <div className="mt-3 flex gap-2">
                  <Button size="sm" aria-label={`Change ${group.name}`} onClick={() => setOpen(group)}>
                    Change
                  </Button>
                  <Button size="sm" variant="danger" aria-label={`End ${group.name}`} onClick={() => setEnding(group)}>
                    End…
                  </Button>
                </div>
              )}
            </Card>
          );
        })}
      </div>
      {data.groups.length > 0 && data.ungrouped.length > 0 && (
        <Notice tone="waiting" title="No group tests these">
          {names(data.ungrouped)}: everybody who may judge them can take them, without a limit.
        </Notice>
      )}
      {open !== undefined && (
        <GroupDialog group={open === "new" ? undefined : open} choices={data} onClose={() => setOpen(undefined)} />
      )}
      {ending !== undefined && (
        <ConfirmDialog
          open
          onOpenChange={(isOpen) => !isOpen && setEnding(undefined)}
          title={`End ${ending.name}?`}
          description="Its services are then anybody's who may judge them, without a limit. What it has in test stays in test. Set up a new group to have one again."
          confirmLabel="End the group"
          onConfirm={() => end(ending)}
        />
      )}
    </>
  );
}
