"use client";

import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useFormAction } from "@/components/people/use-form-action";
import { Button } from "@/components/ui/button";
import { Chip, StatusChip } from "@/components/ui/chip";
import { Field } from "@/components/ui/field";
import { Mark } from "@/components/ui/mark";
import { TextInput } from "@/components/ui/text-input";
import { TimeText } from "@/components/ui/time-text";
import type { TestItemState } from "@/lib/domain/test-item-state";
import { decideItem } from "@/lib/handoffs/actions";
import type { Evidence, TurnItem } from "@/lib/handoffs/input/turn-output";

type PlanPointProps = { item: TurnItem; evidence: readonly Evidence[]; open: boolean; zone: string };

const looks = {
  open: { tone: "neutral", word: "open" },
  passed: { tone: "clear", word: "passed" },
  failed: { tone: "risk", word: "failed" },
  not_applicable: { tone: "neutral", word: "does not apply" },
} as const;

/** One point: what to look at, how, and what became of it, by whom. A no and a "does not apply" ask why. */
export function PlanPoint({ item, evidence, open, zone }: PlanPointProps) {
  const queryClient = useQueryClient();
  const [asking, setAsking] = useState<"failed" | "not_applicable">();
  const [note, setNote] = useState("");
  const { run, pending, errorOf, refusal } = useFormAction(["note"]);
  const { tone, word } = looks[item.state];
  async function decide(state: TestItemState, why = "") {
    const done = await run(() => decideItem({ itemId: item.id, state, note: why }));
    void queryClient.invalidateQueries();
    if (done === undefined) return;
    setAsking(undefined);
    setNote("");
  }
  function save(event: FormEvent) {
    event.preventDefault();
    if (asking !== undefined && note.trim() !== "") decide(asking, note);
  }
  return (
    <li className="py-2">
      <div className="flex flex-wrap items-start gap-x-3 gap-y-1.5">
        <div className="min-w-48 flex-1">
          <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <span>{item.title}</span>
            {!item.required && <Chip>optional</Chip>}
            {item.checkName !== null && <Chip tone="accent">pipeline: {item.checkName}</Chip>}
          </p>
          {item.instruction !== "" && <p className="text-ink-2 text-sm">{item.instruction}</p>}
          {item.note !== "" && item.state !== "open" && <p className="text-sm">“{item.note}”</p>}
          {item.decidedAt !== null && item.decidedBy !== null && (
            <p className="text-ink-2 text-xs">
              {item.decidedBy}, <TimeText at={item.decidedAt} zone={zone} />
            </p>
          )}
          {item.byCheck && <p className="text-ink-2 text-xs">by the pipeline's check</p>}
          {evidence.map(({ id, title, url }) => (
            <p key={id} className="text-sm">
              <a href={url} target="_blank" rel="noreferrer" className="hit-area text-accent underline">
                {title}
              </a>
            </p>
          ))}
        </div>
        <div className="flex flex-wrap items-center gap-1.5">
          <StatusChip tone={tone} mark={item.state === "failed" ? "cross" : undefined}>
            {word}
          </StatusChip>
          {open && item.state !== "passed" && (
            <Button
              size="sm"
              pending={pending && asking === undefined}
              aria-label={`Passed: ${item.title}`}
              onClick={() => decide("passed")}
            >
              <Mark name="check" /> Pass
            </Button>
          )}
          {open && item.state !== "failed" && (
            <Button size="sm" aria-label={`Failed: ${item.title}`} onClick={() => setAsking("failed")}>
              <Mark name="cross" /> Fail
            </Button>
          )}
          {open && item.state === "open" && (
            <Button
              size="sm"
              variant="quiet"
              aria-label={`N/A, does not apply: ${item.title}`}
              onClick={() => setAsking("not_applicable")}
            >
              N/A
            </Button>
          )}
          {open && item.state !== "open" && !item.byCheck && (
            <Button
              size="sm"
              variant="quiet"
              aria-label={`Undo, open again: ${item.title}`}
              onClick={() => decide("open")}
            >
              Undo
            </Button>
          )}
        </div>
      </div>
      {asking !== undefined && (
        <form onSubmit={save} noValidate className="mt-2 flex flex-wrap items-end gap-2">
          <Field
            label={asking === "failed" ? "What is wrong" : "Why it does not apply"}
            required
            error={errorOf("note")}
            className="min-w-48 flex-1"
          >
            <TextInput
              autoFocus
              value={note}
              maxLength={1_000}
              onChange={(event) => setNote(event.currentTarget.value)}
            />
          </Field>
          <Button type="submit" pending={pending} disabled={note.trim() === ""}>
            Save
          </Button>
          <Button variant="quiet" onClick={() => setAsking(undefined)}>
            Leave it
          </Button>
        </form>
      )}
      {refusal && (
        <p role="alert" className="mt-1 text-risk text-sm">
          {refusal.message}
        </p>
      )}
    </li>
  );
}
