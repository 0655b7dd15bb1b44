"use client";

import { useQuery } from "@tanstack/react-query";
import { FormPage } from "@/components/shell/form-page";
import { api } from "@/lib/rpc/client";
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
    <FormPage
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
      error={error}
    >
      {isReady && <TrainForm environments={environments.data.environments} train={train} now={now} />}
    </FormPage>
  );
}
