"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { signOutMyself } from "@/lib/people/actions";
import { FormRefusal } from "./form-refusal";
import { signOut } from "./session-requests";
import { useFormAction } from "./use-form-action";

/** Ends every session of one's own: a lost phone, a borrowed computer. */
export function SignOutEverywhere() {
  const form = useFormAction();
  const [asking, setAsking] = useState(false);
  async function confirm() {
    if (!(await form.run(() => signOutMyself({})))) return false;
    await signOut();
  }
  return (
    <div className="flex flex-wrap items-center justify-between gap-3">
      <p className="min-w-0 grow basis-60 text-ink-2">
        Signed in on a device you no longer have? End every session, also this one.
      </p>
      <Button onClick={() => setAsking(true)}>Sign out everywhere…</Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title="Sign out everywhere?"
        description="Every browser you are signed in with, this one too, asks for your password again. API tokens go on working."
        confirmLabel="Sign out everywhere"
        cancelLabel="Stay signed in"
        onConfirm={confirm}
      >
        <FormRefusal refusal={form.refusal} />
      </ConfirmDialog>
    </div>
  );
}
