"use client";

import { useQuery } from "@tanstack/react-query";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import { api } from "@/lib/rpc/client";
import { refusalOfError } from "@/lib/rpc/refusal-of-error";
import { TrainForm } from "./train-form";

/** The page around the form: waits for what the form starts from. `trainId`: the train to change; left out: a new one. */
export function TrainEditor({ trainId, now }: { trainId?: string; now: Date }) {
  const environments = useQuery(api.services.listEnvironments.queryOptions({ input: {} }));
  const known = useQuery({
    ...api.trains.get.queryOptions({ input: { trainId: trainId ?? "" } }),
    enabled: trainId !== undefined,
  });
  const error = environments.error ?? known.error;
  const train = known.data?.train;
  const isReady = environments.data !== undefined && (trainId === undefined || train !== undefined);
  return (
    <PageBody>
      <PageHeader
        title={trainId === undefined ? "New train" : `Change ${train?.name ?? "train"}`}
        crumbs={[
          { label: "Trains", href: "/trains" },
          ...(train ? [{ label: train.name, href: `/trains/${train.id}` }] : []),
        ]}
        subtitle={
          trainId === undefined
            ? "On which days it leaves, until when one may board, and how it is run."
            : "All departures that have not been cut off. Those that were moved alone stay where they are."
        }
      />
      {error && !isReady && (
        <Notice tone="risk" role="alert" title="The form cannot be shown">
          {refusalOfError(error).message}
        </Notice>
      )}
      {!isReady && !error && (
        <Card>
          <Skeleton lines={8} className="h-8!" />
        </Card>
      )}
      {isReady && <TrainForm environments={environments.data.environments} train={train} now={now} />}
    </PageBody>
  );
}
