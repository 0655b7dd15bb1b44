"use client";

import { useQueryClient } from "@tanstack/react-query";
import { RefreshCw } from "lucide-react";
import { useState } from "react";
import { FormRefusal } from "@/components/people/form-refusal";
import { useFormAction } from "@/components/people/use-form-action";
import { LiftRehearsal } from "@/components/plans/rehearsals";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { notify } from "@/components/ui/toaster";
import { archiveCalendar, refreshCalendar } from "@/lib/calendars/actions";
import type { CalendarDetail } from "./calendar-row";
import { countEvents } from "./calendar-words";
import { NewerFile } from "./newer-file";

/** What whoever manages freezes can do with a calendar. */
export function CalendarActs({ calendar }: { calendar: CalendarDetail }) {
  const { id: calendarId, name, host, use, freezeId } = calendar;
  const queryClient = useQueryClient();
  const refreshing = useFormAction();
  const archiving = useFormAction();
  const [asking, setAsking] = useState(false);

  async function refresh() {
    const done = await refreshing.run(() => refreshCalendar({ calendarId }));
    void queryClient.invalidateQueries();
    if (!done) return;
    const { outcome, events = 0, reason } = done.value;
    if (outcome === "failed") notify({ title: `${name} could not be brought up to date`, text: reason, tone: "risk" });
    else
      notify({
        title: `${name} is up to date`,
        text: outcome === "read" ? countEvents(events) : "Nothing has changed.",
      });
  }
  async function archive() {
    const done = await archiving.run(() => archiveCalendar({ calendarId }));
    if (!done) return false;
    void queryClient.invalidateQueries();
    notify({ title: `${name} is archived` });
    return true;
  }
  return (
    <>
      <FormRefusal refusal={refreshing.refusal} />
      {host === null ? (
        <NewerFile calendarId={calendarId} name={name} />
      ) : (
        <Button
          onClick={refresh}
          pending={refreshing.pending}
          icon={<RefreshCw className="size-4" aria-hidden="true" />}
        >
          Refresh now
        </Button>
      )}
      <ButtonLink href={`/settings/calendars/${calendarId}/edit`}>Change</ButtonLink>
      <Button variant="danger" onClick={() => setAsking(true)}>
        Archive
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Archive ${name}?`}
        description={
          use === "freeze"
            ? "Its freeze is lifted at once, and what that had postponed is planned again. It is fetched no more."
            : "Its marks go from the schedule, and it is fetched no more."
        }
        confirmLabel="Archive the calendar"
        onConfirm={archive}
      >
        {freezeId !== null && <LiftRehearsal freezeId={freezeId} />}
        <FormRefusal refusal={archiving.refusal} />
      </ConfirmDialog>
    </>
  );
}
