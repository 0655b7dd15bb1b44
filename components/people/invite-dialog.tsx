"use client";

import { type FormEvent, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { CopyField } from "@/components/ui/copy-field";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { TextInput } from "@/components/ui/text-input";
import { TimeText } from "@/components/ui/time-text";
import { invitePerson } from "@/lib/people/actions";
import { FormRefusal } from "./form-refusal";
import { TeamRoleFields, useChosenGrant } from "./team-role-fields";
import { useFormAction } from "./use-form-action";

type InviteDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  teams: readonly { id: string; name: string }[];
  zone: string;
  onInvited: () => void;
};

type Invited = { email: string; link: string; expiresAt: Date };

/** Invites by a link, which is shown once: whoever holds it joins with the role chosen here. */
export function InviteDialog({ open, onOpenChange, teams, zone, onInvited }: InviteDialogProps) {
  const form = useFormAction(["email", "role", "teamId"]);
  const formId = useId();
  const [grant, setGrant] = useChosenGrant();
  const [invited, setInvited] = useState<Invited>();
  function change(next: boolean) {
    if (!next) {
      setInvited(undefined);
      form.forget();
    }
    onOpenChange(next);
  }
  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const email = String(new FormData(event.currentTarget).get("email"));
    const done = await form.run(() => invitePerson({ email, ...grant }));
    if (!done) return;
    setInvited({ email, link: done.value.link, expiresAt: done.value.expiresAt });
    onInvited();
  }
  if (invited)
    return (
      <Dialog
        open={open}
        onOpenChange={change}
        sticky
        title="Send this link"
        description={`It lets ${invited.email} join, once.`}
        footer={
          <Button variant="primary" onClick={() => change(false)}>
            Done
          </Button>
        }
      >
        <CopyField label="Invitation link" value={invited.link} />
        <Notice tone="waiting">
          It is shown only now. Valid until <TimeText at={invited.expiresAt} zone={zone} />; whoever holds it can join,
          so send it to {invited.email} alone.
        </Notice>
      </Dialog>
    );
  return (
    <Dialog
      open={open}
      onOpenChange={change}
      title="Invite somebody"
      description="You get a link to send. It works once, for seven days."
      footer={
        <>
          <Button onClick={() => change(false)}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary" pending={form.pending}>
            Make the link
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="grid gap-4">
        <FormRefusal refusal={form.refusal} />
        <Field label="E-mail" required error={form.errorOf("email")} hint="The address they will sign in with.">
          <TextInput name="email" type="email" required maxLength={254} autoComplete="off" />
        </Field>
        <TeamRoleFields teams={teams} value={grant} onChange={setGrant} errorOf={form.errorOf} />
      </form>
    </Dialog>
  );
}
