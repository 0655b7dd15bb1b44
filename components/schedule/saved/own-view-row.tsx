"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { useState } from "react";
import { takeBack } from "@/components/shell/take-back";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { TextInput } from "@/components/ui/text-input";
import { notify } from "@/components/ui/toaster";
import { attempt } from "@/lib/rpc/attempt";
import { api } from "@/lib/rpc/client";
import { refusalOfError } from "@/lib/rpc/refusal-of-error";
import { changeView, removeView, saveView } from "@/lib/views/actions";

export type OwnViewRowProps = {
  view: { id: string; name: string; query: string; shared: boolean };
  /** What is in view now. */
  query: string;
};

/** One view of one's own, to change where it stands. */
export function OwnViewRow({ view, query }: OwnViewRowProps) {
  const queryClient = useQueryClient();
  const [name, setName] = useState(view.name);
  const [wrong, setWrong] = useState<string>();
  const { id: viewId, shared } = view;
  const lookAgain = () => queryClient.invalidateQueries({ queryKey: api.views.key() });
  async function change(to: { name?: string; query?: string; shared?: boolean }) {
    const [error] = await attempt(changeView({ viewId, ...to }));
    setWrong(error ? refusalOfError(error).message : undefined);
    if (!error && to.query !== undefined) notify({ title: "View changed", text: `${name} shows what is in view now.` });
    void lookAgain();
  }
  async function remove() {
    const [error] = await attempt(removeView({ viewId }));
    if (error) setWrong(refusalOfError(error).message);
    else
      notify({
        title: "View removed",
        text: name,
        undo: takeBack(() => saveView({ name: view.name, query: view.query, shared })),
      });
    void lookAgain();
  }
  return (
    <li className="grid items-end gap-x-3 gap-y-2 border-line border-b pb-3 last:border-b-0 md:grid-cols-[1fr_auto_auto_auto]">
      <Field label="Name" required error={wrong}>
        <TextInput
          value={name}
          maxLength={120}
          onChange={(event) => setName(event.currentTarget.value)}
          onBlur={() => name.trim() !== "" && name !== view.name && void change({ name })}
        />
      </Field>
      <Checkbox
        className="md:pb-1"
        label="Shared"
        checked={shared}
        onChange={(event) => void change({ shared: event.currentTarget.checked })}
      />
      <Button onClick={() => void change({ query })}>Make it what is in view</Button>
      <Button variant="danger" iconOnly aria-label={`Remove ${view.name}`} onClick={() => void remove()}>
        <Trash2 className="size-4" aria-hidden="true" />
      </Button>
    </li>
  );
}
