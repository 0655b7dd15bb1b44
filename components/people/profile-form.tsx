"use client";

import { useRouter } from "next/navigation";
import type { FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { TextInput } from "@/components/ui/text-input";
import { notify } from "@/components/ui/toaster";
import { changeProfile } from "@/lib/people/actions";
import { FormRefusal } from "./form-refusal";
import { useFormAction } from "./use-form-action";
import { ZoneField } from "./zone-field";

export function ProfileForm({ name, zone, onChanged }: { name: string; zone: string; onChanged: () => void }) {
  const form = useFormAction(["name", "zone"]);
  const router = useRouter();
  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const entered = new FormData(event.currentTarget);
    const input = { name: String(entered.get("name")), zone: String(entered.get("zone")) };
    if (!(await form.run(() => changeProfile(input)))) return;
    notify({ title: "Saved" });
    onChanged();
    // The shell was given name and zone by the server.
    router.refresh();
  }
  return (
    <form onSubmit={submit} className="grid gap-4">
      <FormRefusal refusal={form.refusal} />
      <Field label="Name" required error={form.errorOf("name")}>
        <TextInput name="name" defaultValue={name} required maxLength={120} autoComplete="name" />
      </Field>
      <ZoneField
        name="zone"
        defaultValue={zone}
        error={form.errorOf("zone")}
        hint="Times are shown to you in it, unless a screen says otherwise."
      />
      <div>
        <Button type="submit" variant="primary" pending={form.pending}>
          Save
        </Button>
      </div>
    </form>
  );
}
