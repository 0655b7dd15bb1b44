"use client";

import { useState } from "react";
import { attempt } from "@/lib/rpc/attempt";
import { refusalOfError, type ShownRefusal } from "@/lib/rpc/refusal-of-error";

/** What a server action answers: an error, or what it made. */
type Answer<Value> = Promise<readonly [error: unknown, value: Value | undefined, ...unknown[]]>;

/** Runs a form's action and keeps what it was refused for: at the field where there is one, otherwise for the whole form. */
export function useFormAction(fields: readonly string[] = []) {
  const [refusal, setRefusal] = useState<ShownRefusal>();
  const [pending, setPending] = useState(false);

  async function run<Value>(call: () => Answer<Value>): Promise<{ value: Value } | undefined> {
    setPending(true);
    setRefusal(undefined);
    const [error, value] = await attempt(call());
    setPending(false);
    if (!error) return { value: value as Value };
    setRefusal(refusalOfError(error));
    return undefined;
  }

  function errorOf(field: string): string | undefined {
    const issue = refusal?.issues?.find((found) => found.field === field);
    if (issue) return sentence(issue.message);
    return refusal?.field === field ? refusal.message : undefined;
  }

  const isAtField = refusal?.field !== undefined && fields.includes(refusal.field);
  return { run, pending, errorOf, refusal: isAtField ? undefined : refusal, forget: () => setRefusal(undefined) };
}

/** "must not be empty" → "Must not be empty." */
function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${text.endsWith(".") ? "" : "."}`;
}
