"use client";

import { useQueryClient } from "@tanstack/react-query";
import { FormRefusal } from "@/components/people/form-refusal";
import { useFormAction } from "@/components/people/use-form-action";
import { OpenFileButton } from "@/components/ui/open-file-button";
import { notify } from "@/components/ui/toaster";
import { rpc } from "@/lib/rpc/client";
import { countEvents } from "./calendar-words";
import { readCalendarFile } from "./read-calendar-file";

/** Next year's holidays in place of this year's. */
export function NewerFile({ calendarId, name }: { calendarId: string; name: string }) {
  const queryClient = useQueryClient();
  const form = useFormAction();
  async function read(file: File) {
    // Not a server action: those take less than a calendar may have.
    const done = await form.run(
      async () =>
        [null, await rpc.calendars.replaceEvents({ calendarId, text: await readCalendarFile(file) })] as const,
    );
    if (!done) return;
    void queryClient.invalidateQueries();
    notify({ title: `${name} was read`, text: countEvents(done.value.events) });
  }
  return (
    <>
      <FormRefusal refusal={form.refusal} />
      <OpenFileButton
        pending={form.pending}
        accept=".ics,.ical,text/calendar"
        label="Newer calendar file"
        onFile={(file) => void read(file)}
      >
        Read a newer file
      </OpenFileButton>
    </>
  );
}
