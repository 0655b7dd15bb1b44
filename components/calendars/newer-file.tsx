"use client";

import { useQueryClient } from "@tanstack/react-query";
import { FileUp } from "lucide-react";
import { type ChangeEvent, useRef } from "react";
import { FormRefusal } from "@/components/people/form-refusal";
import { useFormAction } from "@/components/people/use-form-action";
import { Button } from "@/components/ui/button";
import { notify } from "@/components/ui/toaster";
import { rpc } from "@/lib/rpc/client";
import { countEvents } from "./calendar-words";
import { readCalendarFile } from "./read-calendar-file";

/** Next year's holidays in place of this year's. */
export function NewerFile({ calendarId, name }: { calendarId: string; name: string }) {
  const queryClient = useQueryClient();
  const form = useFormAction();
  const upload = useRef<HTMLInputElement>(null);
  async function read(event: ChangeEvent<HTMLInputElement>) {
    const [file] = event.currentTarget.files ?? [];
    event.currentTarget.value = "";
    if (file === undefined) return;
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
      <Button
        pending={form.pending}
        icon={<FileUp className="size-4" aria-hidden="true" />}
        onClick={() => upload.current?.click()}
      >
        Read a newer file
      </Button>
      <input
        ref={upload}
        type="file"
        accept=".ics,.ical,text/calendar"
        aria-label="Newer calendar file"
        className="sr-only"
        tabIndex={-1}
        onChange={read}
      />
    </>
  );
}
