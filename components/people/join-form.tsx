"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { TextInput } from "@/components/ui/text-input";
import { acceptInvitation } from "@/lib/people/actions";
import { FormRefusal } from "./form-refusal";
import { NewPasswordField } from "./new-password-field";
import { signInByPassword } from "./session-requests";
import { useFormAction } from "./use-form-action";
import { ZoneField } from "./zone-field";

const fields = ["name", "password", "zone"] as const;

/** Joining by an invitation's link. Address and role are the invitation's; the rest is one's own. */
export function JoinForm({ token, email }: { token: string; email: string }) {
  const form = useFormAction(fields);
  const [entering, setEntering] = useState(false);
  const [name, setName] = useState("");
  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const entered = new FormData(event.currentTarget);
    const password = String(entered.get("password"));
    const done = await form.run(() => acceptInvitation({ token, name, password, zone: String(entered.get("zone")) }));
    if (!done) return;
    setEntering(true);
    const problem = await signInByPassword(email, password);
    window.location.assign(problem === undefined ? "/schedule" : "/sign-in");
  }
  return (
    <form method="post" onSubmit={submit} className="grid gap-4">
      <FormRefusal refusal={form.refusal} />
      <Field label="E-mail" required hint="You sign in with it. It is the invitation's and cannot be changed here.">
        <TextInput name="email" type="email" value={email} readOnly autoComplete="username" />
      </Field>
      <Field label="Your name" required error={form.errorOf("name")}>
        <TextInput
          name="name"
          required
          autoFocus
          maxLength={120}
          autoComplete="name"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
      </Field>
      <NewPasswordField name="password" known={[email, name]} error={form.errorOf("password")} />
      <ZoneField name="zone" error={form.errorOf("zone")} hint="Times on your screens are shown in it." />
      <Button type="submit" variant="primary" block pending={form.pending || entering}>
        Join
      </Button>
    </form>
  );
}
