"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { CopyField } from "@/components/ui/copy-field";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { TimeText } from "@/components/ui/time-text";
import { makePasswordLink } from "@/lib/people/actions";
import { FormRefusal } from "./form-refusal";
import { useFormAction } from "./use-form-action";

type PasswordLinkDialogProps = {
  person: { id: string; name: string };
  zone: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

/** For somebody who has forgotten their password: a link to choose a new one, shown once. */
export function PasswordLinkDialog({ person, zone, open, onOpenChange }: PasswordLinkDialogProps) {
  const form = useFormAction();
  const [made, setMade] = useState<{ link: string; expiresAt: Date }>();
  function change(next: boolean) {
    if (!next) setMade(undefined);
    form.forget();
    onOpenChange(next);
  }
  async function make() {
    const done = await form.run(() => makePasswordLink({ personId: person.id }));
    if (done) setMade(done.value);
  }
  return (
    <Dialog
      open={open}
      onOpenChange={change}
      sticky={made !== undefined}
      title={`New password for ${person.name}`}
      description="A link with which they choose one themselves. The old password works until they have."
      footer={
        made ? (
          <Button variant="primary" onClick={() => change(false)}>
            Done
          </Button>
        ) : (
          <>
            <Button onClick={() => change(false)}>Cancel</Button>
            <Button variant="primary" pending={form.pending} onClick={make}>
              Make the link
            </Button>
          </>
        )
      }
    >
      <FormRefusal refusal={form.refusal} />
      {made && (
        <>
          <CopyField label="Link" value={made.link} />
          <Notice tone="waiting">
            It is shown only now, works once, and until <TimeText at={made.expiresAt} zone={zone} />. Whoever holds it
            becomes {person.name}: send it to them alone. The log says that you made it.
          </Notice>
        </>
      )}
    </Dialog>
  );
}
