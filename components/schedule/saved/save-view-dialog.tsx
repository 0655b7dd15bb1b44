"use client";

import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { TextInput } from "@/components/ui/text-input";
import { notify } from "@/components/ui/toaster";
import { attempt } from "@/lib/rpc/attempt";
import { api } from "@/lib/rpc/client";
import { refusalOfError } from "@/lib/rpc/refusal-of-error";
import { saveView } from "@/lib/views/actions";

/** Keeps what is in view under a name. The day is kept too when the address names one. */
export function SaveViewDialog({ query, onClose }: { query: string; onClose: () => void }) {
  const queryClient = useQueryClient();
  const formId = useId();
  const [name, setName] = useState("");
  const [shared, setShared] = useState(false);
  const [pending, setPending] = useState(false);
  const [wrong, setWrong] = useState<string>();
  async function save(event: FormEvent) {
    event.preventDefault();
    if (name.trim() === "") {
      setWrong("Give it a name.");
      return;
    }
    setPending(true);
    const [error] = await attempt(saveView({ name, query, shared }));
    setPending(false);
    if (error) {
      setWrong(refusalOfError(error).message);
      return;
    }
    void queryClient.invalidateQueries({ queryKey: api.views.key() });
    notify({ title: "View saved", text: name });
    onClose();
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Save this view"
      description="What is in view and how it is filtered. Whoever opens it sees what their own roles let them see."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form={formId} pending={pending}>
            Save
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={save} className="grid gap-4">
        <Field label="Name" required error={wrong}>
          <TextInput
            value={name}
            maxLength={120}
            autoComplete="off"
            onChange={(event) => {
              setName(event.currentTarget.value);
              setWrong(undefined);
            }}
          />
        </Field>
        <Checkbox
          label="Share with everybody"
          hint="It stands in everybody's list, under your name."
          checked={shared}
          onChange={(event) => setShared(event.currentTarget.checked)}
        />
      </form>
    </Dialog>
  );
}
