"use client";

import { useState } from "react";
import { Field } from "@/components/ui/field";
import { TextInput } from "@/components/ui/text-input";
import { parseRRule } from "@/lib/time/rrule";
import { timesOf } from "./draft-times";
import { draftOf, type RuleDraft, rruleOf, ruleOf } from "./rule-draft";

/**
 * The rule as an RRULE, both ways: it follows the controls, and the controls follow it. What they cannot show stays as it was
 * written, and is then edited as text alone.
 */
export function RRuleField({ draft, onChange }: { draft: RuleDraft; onChange: (draft: RuleDraft) => void }) {
  const said = rruleOf(draft) ?? "";
  const [typed, setTyped] = useState<string>();
  function take() {
    const text = typed?.trim().replace(/^RRULE:/i, "");
    const rule = ruleOf(draft);
    // While the first day is missing there is no rule to take it into; it stays in the field.
    if (rule === undefined) return;
    setTyped(undefined);
    if (text === undefined || text === "" || text === said) return;
    const parsed = parseRRule(text);
    // A rule that names its hours begins with the earliest of them.
    const start = parsed.ok ? timesOf(parsed.parts, draft.startTime).startTime : draft.startTime;
    onChange(draftOf({ ...rule, localStart: `${draft.firstDay}T${start}`, rrule: text }));
  }
  return (
    <details className="group">
      <summary className="w-fit cursor-pointer text-ink-2 text-sm hover:text-ink">As RRULE</summary>
      <div className="mt-2">
        <Field
          label="RRULE"
          required
          hint="RFC 5545. Press Enter to take it over; what the fields cannot show is kept as text."
        >
          <TextInput
            mono
            value={typed ?? said}
            maxLength={500}
            spellCheck={false}
            autoCapitalize="characters"
            onChange={(event) => setTyped(event.currentTarget.value)}
            onBlur={take}
            onKeyDown={(event) => {
              if (event.key !== "Enter") return;
              event.preventDefault();
              take();
            }}
          />
        </Field>
      </div>
    </details>
  );
}
