"use client";

import { type FormEvent, useId, useState } from "react";
import { FormRefusal } from "@/components/people/form-refusal";
import { useFormAction } from "@/components/people/use-form-action";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { CopyField } from "@/components/ui/copy-field";
import { Dialog } from "@/components/ui/dialog";
import { Field, FieldError } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import { TextInput } from "@/components/ui/text-input";
import { createToken } from "@/lib/access/actions";
import { expiryOf, expiryOptions } from "./expiry";
import { permissionWords, type TokenPermission } from "./permission-words";

type CreateTokenDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  grantable: { permissions: readonly TokenPermission[]; teams: readonly { id: string; name: string }[] };
  onCreated: () => void;
};

/** Makes a token for a pipeline. It is shown once. */
export function CreateTokenDialog({ open, onOpenChange, grantable, onCreated }: CreateTokenDialogProps) {
  const form = useFormAction(["name", "permissions", "teamId", "expiresAt"]);
  const formId = useId();
  const [token, setToken] = useState<string>();
  function change(next: boolean) {
    if (!next) setToken(undefined);
    form.forget();
    onOpenChange(next);
  }
  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const entered = new FormData(event.currentTarget);
    const done = await form.run(() =>
      createToken({
        name: String(entered.get("name")),
        permissions: grantable.permissions.filter((permission) => entered.getAll("permissions").includes(permission)),
        teamId: String(entered.get("teamId")) || null,
        expiresAt: expiryOf(String(entered.get("expiry"))),
      }),
    );
    if (!done) return;
    setToken(done.value.token);
    onCreated();
  }
  if (token)
    return (
      <Dialog
        open={open}
        onOpenChange={change}
        sticky
        title="Copy the token now"
        description="It is stored only as a fingerprint, so nobody can show it again."
        footer={
          <Button variant="primary" onClick={() => change(false)}>
            I have kept it
          </Button>
        }
      >
        <CopyField label="API token" value={token} />
        <Notice>
          Send it with each request: <code>Authorization: Bearer sbx_…</code>
        </Notice>
      </Dialog>
    );
  return (
    <Dialog
      open={open}
      onOpenChange={change}
      title="New API token"
      description="It acts in your name, never with more rights than yours of that moment."
      footer={
        <>
          <Button onClick={() => change(false)}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary" pending={form.pending}>
            Make the token
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="grid gap-4">
        <FormRefusal refusal={form.refusal} />
        <Field label="Name" required error={form.errorOf("name")} hint="What uses it: “checkout pipeline”.">
          <TextInput name="name" required maxLength={120} autoComplete="off" />
        </Field>
        <fieldset className="grid gap-2">
          <legend className="mb-1 font-medium text-sm">It may</legend>
          {grantable.permissions.map((permission) => (
            <Checkbox
              key={permission}
              name="permissions"
              value={permission}
              defaultChecked={permission === "plan.read" || permission === "release.write"}
              label={permissionWords[permission].label}
              hint={permissionWords[permission].hint}
            />
          ))}
          <FieldError>{form.errorOf("permissions")}</FieldError>
        </fieldset>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="For" required error={form.errorOf("teamId")}>
            <Select
              name="teamId"
              defaultValue=""
              options={[
                { value: "", label: "Every team you reach" },
                ...grantable.teams.map(({ id, name }) => ({ value: id, label: name })),
              ]}
            />
          </Field>
          <Field label="Valid for" required error={form.errorOf("expiresAt")}>
            <Select name="expiry" defaultValue="90" options={expiryOptions} />
          </Field>
        </div>
      </form>
    </Dialog>
  );
}
