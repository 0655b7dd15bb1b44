"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { TextInput } from "@/components/ui/text-input";
import { notify } from "@/components/ui/toaster";
import { changePassword } from "@/lib/people/actions";
import { FormRefusal } from "./form-refusal";
import { NewPasswordField } from "./new-password-field";
import { signInByPassword } from "./session-requests";
import { useFormAction } from "./use-form-action";

export function PasswordForm({ email, name }: { email: string; name: string }) {
  const form = useFormAction(["oldPassword", "newPassword"]);
  const [changes, setChanges] = useState(0);
  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const entered = new FormData(event.currentTarget);
    const newPassword = String(entered.get("newPassword"));
    const input = { oldPassword: String(entered.get("oldPassword")), newPassword };
    if (!(await form.run(() => changePassword(input)))) return;
    // The change ended every session, this one too: go on with a new one.
    const problem = await signInByPassword(email, newPassword);
    if (problem !== undefined) return window.location.assign("/sign-in");
    notify({ title: "Password changed", text: "You were signed out everywhere else." });
    setChanges(changes + 1);
  }
  return (
    <form key={changes} method="post" onSubmit={submit} className="grid gap-4">
      <FormRefusal refusal={form.refusal} />
      {/* Password managers look for the account that a password belongs to. */}
      <input type="hidden" name="username" autoComplete="username" value={email} />
      <Field label="Old password" required error={form.errorOf("oldPassword")}>
        <TextInput name="oldPassword" type="password" required maxLength={200} autoComplete="current-password" />
      </Field>
      <NewPasswordField
        name="newPassword"
        label="New password"
        known={[email, name]}
        error={form.errorOf("newPassword")}
      />
      <div>
        <Button type="submit" variant="primary" pending={form.pending}>
          Change the password
        </Button>
      </div>
    </form>
  );
}
