"use client";

import { useQuery } from "@tanstack/react-query";
import { CalendarRange, Plus } from "lucide-react";
import { useMay } from "@/components/shell/viewer-context";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import { api } from "@/lib/rpc/client";
import { refusalOfError } from "@/lib/rpc/refusal-of-error";
import { EnvironmentWindows } from "./environment-windows";

/** When each environment accepts deployments. */
export function WindowsScreen() {
  const mayManage = useMay("window.manage");
  const environments = useQuery(api.services.listEnvironments.queryOptions({ input: {} }));
  const windows = useQuery(api.windows.list.queryOptions({ input: {} }));
  const error = environments.error ?? windows.error;
  const places = environments.data?.environments;
  const isReady = places !== undefined && windows.data !== undefined;
  return (
    <PageBody>
      <PageHeader
        title="Windows"
        subtitle="On which days and hours each environment accepts deployments."
        actions={
          mayManage && (
            <>
              <ButtonLink href="/settings/windows/import">Import windows</ButtonLink>
              <ButtonLink
                href="/settings/windows/new"
                variant="primary"
                icon={<Plus className="size-4" aria-hidden="true" />}
              >
                New window
              </ButtonLink>
            </>
          )
        }
      />
      {error && (
        <Notice tone="risk" role="alert" title="Windows cannot be shown">
          {refusalOfError(error).message}
        </Notice>
      )}
      {!isReady && !error && (
        <Card>
          <Skeleton lines={6} className="h-10!" />
        </Card>
      )}
      {isReady && places.length === 0 && (
        <EmptyState
          icon={<CalendarRange />}
          title="No environments yet"
          action={<ButtonLink href="/settings/services?tab=environments">Set up environments</ButtonLink>}
        >
          A window opens an environment. Say first which environments your releases pass through.
        </EmptyState>
      )}
      {isReady &&
        [...places]
          .reverse()
          .map((environment) => (
            <EnvironmentWindows
              key={environment.id}
              environment={environment}
              windows={windows.data.windows.filter((window) => window.environmentId === environment.id)}
              mayManage={mayManage}
            />
          ))}
    </PageBody>
  );
}
