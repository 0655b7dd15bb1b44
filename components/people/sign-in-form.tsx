"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { TextInput } from "@/components/ui/text-input";
import { signInByPassword } from "./session-requests";

export function SignInForm({ returnPath }: { returnPath: string }) {
  const [problem, setProblem] = useState<string>();
  const [pending, setPending] = useState(false);
  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    setPending(true);
    setProblem(undefined);
    const found = await signInByPassword(String(fields.get("email")), String(fields.get("password")));
    // A full load: what was read for nobody, or for somebody else, must not stay.
    if (found === undefined) return window.location.assign(returnPath);
    setProblem(found);
    setPending(false);
  }
  return (
    <form method="post" onSubmit={submit} className="grid gap-4">
      {problem && (
        <Notice tone="risk" role="alert">
          {problem}
        </Notice>
      )}
      <Field label="E-mail" required>
        <TextInput name="email" type="email" autoComplete="username" required autoFocus maxLength={254} />
      </Field>
      <Field label="Password" required>
        <TextInput name="password" type="password" autoComplete="current-password" required maxLength={200} />
      </Field>
      <Button type="submit" variant="primary" block pending={pending}>
        Sign in
      </Button>
    </form>
  );
}
