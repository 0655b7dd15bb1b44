"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { TextInput } from "@/components/ui/text-input";
import { choosePassword } from "@/lib/people/actions";
import { FormRefusal } from "./form-refusal";
import { NewPasswordField } from "./new-password-field";
import { signInByPassword } from "./session-requests";
import { useFormAction } from "./use-form-action";

/** A new password by the link that an admin made. */
export function ChoosePasswordForm({ token, email, name }: { token: string; email: string; name: string }) {
  const form = useFormAction(["password"]);
  const [entering, setEntering] = useState(false);
  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const password = String(new FormData(event.currentTarget).get("password"));
    if (!(await form.run(() => choosePassword({ token, password })))) return;
    setEntering(true);
    const problem = await signInByPassword(email, password);
    window.location.assign(problem === undefined ? "/schedule" : "/sign-in");
  }
  return (
    <form method="post" onSubmit={submit} className="grid gap-4">
      <FormRefusal refusal={form.refusal} />
      <Field label="E-mail" required>
        <TextInput name="email" type="email" value={email} readOnly autoComplete="username" />
      </Field>
      <NewPasswordField name="password" label="New password" known={[email, name]} error={form.errorOf("password")} />
      <Button type="submit" variant="primary" block pending={form.pending || entering}>
        Change the password and sign in
      </Button>
    </form>
  );
}
