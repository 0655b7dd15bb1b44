"use client";

import { useQuery } from "@tanstack/react-query";
import { useViewer } from "@/components/shell/viewer-context";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import { api } from "@/lib/rpc/client";
import { refusalOfError } from "@/lib/rpc/refusal-of-error";
import { FreezeForm } from "./freeze-form";

/** The page around the form: waits for what the form starts from. Without `freezeId` it makes a new freeze. */
export function FreezeEditor({ freezeId, now }: { freezeId?: string; now: Date }) {
  const viewer = useViewer();
  const environments = useQuery(api.services.listEnvironments.queryOptions({ input: {} }));
  const teams = useQuery(api.services.listTeams.queryOptions({ input: {} }));
  const services = useQuery(api.services.list.queryOptions({ input: {} }));
  const known = useQuery({
    ...api.freezes.get.queryOptions({ input: { freezeId: freezeId ?? "" } }),
    enabled: freezeId !== undefined,
  });
  const error = environments.error ?? teams.error ?? services.error ?? known.error;
  const isReady = environments.data && teams.data && services.data && (freezeId === undefined || known.data);
  return (
    <PageBody>
      <PageHeader
        title={freezeId === undefined ? "New freeze" : `Change ${known.data?.name ?? "freeze"}`}
        crumbs={[
          { label: "Freezes", href: "/settings/freezes" },
          ...(known.data ? [{ label: known.data.name, href: `/settings/freezes/${known.data.id}` }] : []),
        ]}
        subtitle="It wins over every window, and over slots that are booked already."
      />
      {error && (
        <Notice tone="risk" role="alert" title="The form cannot be shown">
          {refusalOfError(error).message}
        </Notice>
      )}
      {!isReady && !error && (
        <Card>
          <Skeleton lines={8} className="h-8!" />
        </Card>
      )}
      {isReady && (
        <FreezeForm
          environments={environments.data.environments}
          teams={teams.data.teams}
          services={services.data.services}
          freeze={known.data}
          zone={environments.data.environments.at(-1)?.zone ?? viewer.zone}
          now={now}
        />
      )}
    </PageBody>
  );
}
