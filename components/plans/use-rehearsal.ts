"use client";

import { useDebounced } from "@/components/ui/use-debounced";
import { refusalOfError } from "@/lib/rpc/refusal-of-error";

/** A rehearsal costs more than a preview, and nobody reads one while they type. */
const restMillis = 600;

/** What is asked once the typing rests: the same text again is the same question. */
export function useSettled<Input>(input: Input | undefined): { asked: Input | undefined; isSettled: boolean } {
  const written = input && JSON.stringify(input);
  const settled = useDebounced(written, restMillis);
  return { asked: settled === undefined ? undefined : (JSON.parse(settled) as Input), isSettled: settled === written };
}

/** What the form says itself is not said twice: a rule that cannot be saved cannot be replayed either. */
export function ownRefusal(error: unknown): string | undefined {
  if (!error) return undefined;
  const { field, message } = refusalOfError(error);
  return field?.startsWith("after.") ? undefined : message;
}
