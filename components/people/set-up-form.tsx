"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { TextInput } from "@/components/ui/text-input";
import { setUp } from "@/lib/people/actions";
import { FormRefusal } from "./form-refusal";
import { NewPasswordField } from "./new-password-field";
import { signInByPassword } from "./session-requests";
import { useFormAction } from "./use-form-action";
import { ZoneField } from "./zone-field";

const fields = ["token", "organisationName", "name", "email", "password", "zone"] as const;

/** The first run: who is here, and who looks after it. */
export function SetUpForm({ token }: { token: string }) {
  const form = useFormAction(fields);
  const [entering, setEntering] = useState(false);
  const [person, setPerson] = useState({ name: "", email: "" });
  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const entered = new FormData(event.currentTarget);
    const read = (field: string) => String(entered.get(field) ?? "");
    const done = await form.run(() =>
      setUp({
        token: read("token"),
        organisationName: read("organisationName"),
        name: read("name"),
        email: read("email"),
        password: read("password"),
        zone: read("zone"),
        withExample: entered.has("withExample"),
      }),
    );
    if (!done) return;
    setEntering(true);
    const problem = await signInByPassword(read("email"), read("password"));
    window.location.assign(problem === undefined ? "/schedule" : "/sign-in");
  }
  return (
    <form method="post" onSubmit={submit} className="grid gap-4">
      <FormRefusal refusal={form.refusal} />
      <Field
        label="Set-up token"
        required
        error={form.errorOf("token")}
        hint="Printed in the terminal by the last start. It works once."
      >
        <TextInput
          name="token"
          mono
          defaultValue={token}
          required
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
        />
      </Field>
      <Field label="Organisation" required error={form.errorOf("organisationName")}>
        <TextInput name="organisationName" required maxLength={80} autoComplete="organization" />
      </Field>
      <Field label="Your name" required error={form.errorOf("name")}>
        <TextInput
          name="name"
          required
          maxLength={120}
          autoComplete="name"
          onChange={(event) => setPerson({ ...person, name: event.currentTarget.value })}
        />
      </Field>
      <Field label="E-mail" required error={form.errorOf("email")} hint="You sign in with it.">
        <TextInput
          name="email"
          type="email"
          required
          maxLength={254}
          autoComplete="username"
          onChange={(event) => setPerson({ ...person, email: event.currentTarget.value })}
        />
      </Field>
      <NewPasswordField name="password" known={[person.email, person.name]} error={form.errorOf("password")} />
      <ZoneField
        name="zone"
        error={form.errorOf("zone")}
        hint="Yours, and the one that boards and feeds of the organisation show."
      />
      <Checkbox
        name="withExample"
        label="Load the example organisation"
        hint="Teams, services, windows and some months of history to try things with. Its people cannot sign in."
      />
      <Button type="submit" variant="primary" block pending={form.pending || entering}>
        Set up Signalbox
      </Button>
    </form>
  );
}
