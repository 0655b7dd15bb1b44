"use client";

import { Route } from "lucide-react";
import { useMay } from "@/components/shell/viewer-context";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { PageBar } from "@/components/ui/page-header";
import { ScheduleFailure } from "./schedule-failure";
import { ScheduleSkeleton } from "./schedule-skeleton";
import { ScheduleWorkspace } from "./schedule-workspace";
import { useSchedule } from "./use-schedule";

/** When can my team deploy, what goes out, what is at risk? */
export function ScheduleScreen() {
  const schedule = useSchedule();
  const mayManage = useMay("service.manage");
  const { choices, view } = schedule;
  if (choices.data && view) return <ScheduleWorkspace {...schedule} choices={choices.data} view={view} />;
  return (
    <>
      <PageBar title="Schedule" />
      {choices.error && <ScheduleFailure error={choices.error} zone="UTC" onTryAgain={() => void choices.refetch()} />}
      {!choices.error && !choices.data && <ScheduleSkeleton />}
      {choices.data && (
        <EmptyState
          className="m-4 md:m-7"
          icon={<Route />}
          title="There is no environment yet"
          action={mayManage && <ButtonLink href="/settings/services?tab=environments">Set up environments</ButtonLink>}
        >
          The schedule shows one environment at a time. Set up the path that releases take: dev, QA, staging,
          production.
        </EmptyState>
      )}
    </>
  );
}
