"use client";

import { useQuery } from "@tanstack/react-query";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import { api } from "@/lib/rpc/client";
import { refusalOfError } from "@/lib/rpc/refusal-of-error";
import { WindowForm } from "./window-form";

type WindowEditorProps = {
  /** The window to change; left out: a new one. */
  windowId?: string;
  environmentId?: string;
  now: Date;
};

/** The page around the form: waits for what the form starts from. */
export function WindowEditor({ windowId, environmentId, now }: WindowEditorProps) {
  const environments = useQuery(api.services.listEnvironments.queryOptions({ input: {} }));
  const known = useQuery({
    ...api.windows.get.queryOptions({ input: { windowId: windowId ?? "" } }),
    enabled: windowId !== undefined,
  });
  const error = environments.error ?? known.error;
  const window = known.data?.window;
  const isReady = environments.data !== undefined && (windowId === undefined || window !== undefined);
  return (
    <PageBody>
      <PageHeader
        title={windowId === undefined ? "New window" : `Change ${window?.name ?? "window"}`}
        crumbs={[
          { label: "Windows", href: "/settings/windows" },
          ...(window ? [{ label: window.name, href: `/settings/windows/${window.id}` }] : []),
        ]}
        subtitle={
          windowId === undefined
            ? "On which days and hours an environment accepts deployments."
            : "Openings in which slots are booked stay as they are."
        }
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
        <WindowForm
          environments={environments.data.environments}
          window={window}
          environmentId={environmentId}
          now={now}
        />
      )}
    </PageBody>
  );
}
