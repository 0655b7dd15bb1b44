"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useFormAction } from "@/components/people/use-form-action";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { Menu, MenuItem } from "@/components/ui/menu";
import { TextArea } from "@/components/ui/text-area";
import { judgeArea } from "@/lib/handoffs/actions";

type AreaVerdictProps = { handoffId: string; area: string; current: "passed" | "failed" | undefined };

/** A tester's word on one area; a no says why. */
export function AreaVerdict({ handoffId, area, current }: AreaVerdictProps) {
  const queryClient = useQueryClient();
  const [failing, setFailing] = useState(false);
  const [note, setNote] = useState("");
  const { run, pending, errorOf, refusal } = useFormAction(["note"]);
  async function judge(verdict: "passed" | "failed", why = "") {
    const done = await run(() => judgeArea({ handoffId, area, verdict, note: why }));
    void queryClient.invalidateQueries();
    if (done === undefined) return false;
    setNote("");
    return true;
  }
  return (
    <>
      <Menu
        trigger={
          <Button size="sm" variant="quiet" pending={pending} aria-label={`Judge the area ${area}`}>
            {current === undefined ? "Judge area" : "Judge again"}
          </Button>
        }
      >
        <MenuItem onSelect={() => judge("passed")}>{area} passed</MenuItem>
        <MenuItem danger onSelect={() => setFailing(true)}>
          {area} failed…
        </MenuItem>
      </Menu>
      {refusal && !failing && (
        <p role="alert" className="text-risk text-sm">
          {refusal.message}
        </p>
      )}
      <ConfirmDialog
        open={failing}
        onOpenChange={setFailing}
        title={`${area} failed`}
        description="The build is not rejected by this, but it cannot be accepted without a condition."
        confirmLabel="Say that it failed"
        cancelLabel="Leave it"
        onConfirm={() => judge("failed", note)}
      >
        <Field label="What is wrong" required error={errorOf("note")}>
          <TextArea value={note} maxLength={1_000} onChange={(event) => setNote(event.currentTarget.value)} />
        </Field>
        {refusal && (
          <p role="alert" className="text-risk text-sm">
            {refusal.message}
          </p>
        )}
      </ConfirmDialog>
    </>
  );
}
