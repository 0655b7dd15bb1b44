"use client";

import { Eye, EyeOff } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { TextInput } from "@/components/ui/text-input";
import { passwordMaxLength, passwordMinLength, passwordProblem } from "@/lib/domain/password";

type NewPasswordFieldProps = {
  name: string;
  label?: string;
  /** What it must not be: the person's address and name. */
  known: readonly string[];
  error: string | undefined;
};

/** A password that somebody chooses. What is wrong with it is said when they leave the field, not at each letter. */
export function NewPasswordField({ name, label = "Password", known, error }: NewPasswordFieldProps) {
  const [value, setValue] = useState("");
  const [left, setLeft] = useState(false);
  const [shown, setShown] = useState(false);
  const problem = left && value !== "" ? passwordProblem(value, known) : undefined;
  return (
    <Field
      label={label}
      required
      error={problem ?? error}
      hint={`At least ${passwordMinLength} characters. A few unrelated words are good and easy to keep.`}
    >
      <span className="flex gap-2">
        <TextInput
          name={name}
          type={shown ? "text" : "password"}
          autoComplete="new-password"
          required
          maxLength={passwordMaxLength}
          value={value}
          onChange={(event) => setValue(event.currentTarget.value)}
          onBlur={() => setLeft(true)}
        />
        <Button
          iconOnly
          aria-label={shown ? "Hide the password" : "Show the password"}
          aria-pressed={shown}
          onClick={() => setShown(!shown)}
        >
          {shown ? <EyeOff className="size-4" aria-hidden="true" /> : <Eye className="size-4" aria-hidden="true" />}
        </Button>
      </span>
    </Field>
  );
}
