"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { CircleCheckBig } from "lucide-react";
import { parseAsString, useQueryStates } from "nuqs";
import { RefusalNotice } from "@/components/slots/refusal-notice";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { PageBar } from "@/components/ui/page-header";
import { RowList } from "@/components/ui/row-list";
import { Select } from "@/components/ui/select";
import { Skeleton } from "@/components/ui/skeleton";
import { conflictCauses } from "@/lib/domain/conflict";
import { api } from "@/lib/rpc/client";
import { refusalOfError } from "@/lib/rpc/refusal-of-error";
import { ConflictItem } from "./conflict-item";
import { type ConflictRow, causeWords } from "./conflict-words";

/** What gets in each other's way, and how do we get out of it? */
export function ConflictsScreen() {
  const [{ env, team }, setAddress] = useQueryStates({
    env: parseAsString.withDefault(""),
    team: parseAsString.withDefault(""),
  });
  const choices = useQuery(api.slots.choices.queryOptions());
  const input = { environmentId: env || undefined, teamId: team || undefined };
  const { data, error, refetch } = useQuery({
    ...api.slots.conflicts.queryOptions({ input }),
    placeholderData: keepPreviousData,
  });
  const count = data?.conflicts.length;
  return (
    <>
      <PageBar title="Conflicts" subtitle="What is in each other’s way in the next six weeks">
        <div className="flex grow items-center justify-end gap-2 phone:grid phone:w-full phone:grid-cols-2">
          <Select
            aria-label="Environment"
            className="md:w-44!"
            value={env}
            onChange={(event) => setAddress({ env: event.currentTarget.value || null })}
            options={[
              { value: "", label: "All environments" },
              ...(choices.data?.environments ?? []).map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
          <Select
            aria-label="Team"
            className="md:w-44!"
            value={team}
            onChange={(event) => setAddress({ team: event.currentTarget.value || null })}
            options={[
              { value: "", label: "All teams" },
              ...(choices.data?.teams ?? []).map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
        </div>
      </PageBar>
      <div className="mx-auto grid w-full max-w-5xl gap-4 p-4 md:p-5">
        <p role="status" className="sr-only">
          {count === undefined ? "Looking" : `${count} ${count === 1 ? "conflict" : "conflicts"}`}
        </p>
        {error && (
          <RefusalNotice
            refusal={refusalOfError(error)}
            zone="UTC"
            action={<Button onClick={() => refetch()}>Try again</Button>}
          />
        )}
        {data === undefined && !error && <Skeleton lines={4} className="h-16!" />}
        {count === 0 && (
          <EmptyState icon={<CircleCheckBig />} title="Nothing is in anything’s way">
            No freeze, no holiday, no team in two places, nothing before its base. Before a slot is booked or moved,
            what it would get in the way of is said there.
          </EmptyState>
        )}
        {data?.isAll === false && (
          <Notice tone="waiting">
            More than these {count} are in each other’s way. They come first; the others follow when some are mended, or
            choose an environment or a team.
          </Notice>
        )}
        {conflictCauses.map((cause) => {
          const conflicts = (data?.conflicts ?? []).filter((conflict) => conflict.cause === cause);
          return conflicts.length > 0 && <Group key={cause} cause={cause} conflicts={conflicts} />;
        })}
      </div>
    </>
  );
}

function Group({ cause, conflicts }: { cause: ConflictRow["cause"]; conflicts: readonly ConflictRow[] }) {
  const { title, what } = causeWords[cause];
  return (
    <Card
      title={
        <>
          {title} <span className="font-normal text-ink-2">{conflicts.length}</span>
        </>
      }
      aside={what}
    >
      <RowList label={title}>
        {conflicts.map((conflict) => (
          <ConflictItem key={conflict.key} conflict={conflict} />
        ))}
      </RowList>
    </Card>
  );
}
