"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useFormAction } from "@/components/people/use-form-action";
import { RefusalNotice } from "@/components/slots/refusal-notice";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { StatusChip } from "@/components/ui/chip";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { TextArea } from "@/components/ui/text-area";
import { TimeText } from "@/components/ui/time-text";
import { notify } from "@/components/ui/toaster";
import { useNow } from "@/components/ui/use-now";
import { settleWaiver } from "@/lib/handoffs/actions";
import type { Turn } from "@/lib/handoffs/input/turn-output";

type WaiverCardProps = { turn: Turn; waiver: NonNullable<Turn["waiver"]> };

/** The condition under which the build was accepted: who stands for what, until when, and whether it was settled. */
export function WaiverCard({ turn, waiver }: WaiverCardProps) {
  const now = useNow(60);
  const [settling, setSettling] = useState(false);
  const { zone } = turn;
  const over = waiver.settledAt === null && waiver.expiresAt <= now;
  const tone = waiver.settledAt !== null ? "clear" : over ? "risk" : "waiting";
  const word = waiver.settledAt !== null ? "settled" : over ? "expired" : "open";
  return (
    <Card
      title="Accepted under a condition"
      aside={<StatusChip tone={tone}>{word}</StatusChip>}
      edge={over ? "var(--risk)" : undefined}
    >
      <p>“{waiver.risk}”</p>
      <p className="mt-1.5 text-ink-2 text-sm">
        {waiver.takenBy} stands for it since <TimeText at={waiver.takenAt} zone={zone} />, until{" "}
        <TimeText at={waiver.expiresAt} zone={zone} />.{" "}
        {over && "Nothing leaves with this build until it is settled or a newer build is accepted."}
      </p>
      {waiver.settledAt !== null && (
        <p className="mt-1.5 text-sm">
          {waiver.settledBy}, <TimeText at={waiver.settledAt} zone={zone} />: “{waiver.settledNote}”
        </p>
      )}
      {waiver.settledAt === null && turn.status === "accepted" && turn.judge.may && (
        <Button size="sm" className="mt-2.5" onClick={() => setSettling(true)}>
          It is settled…
        </Button>
      )}
      {settling && <SettleDialog turn={turn} onClose={() => setSettling(false)} />}
    </Card>
  );
}

function SettleDialog({ turn, onClose }: { turn: Turn; onClose: () => void }) {
  const queryClient = useQueryClient();
  const [note, setNote] = useState("");
  const { run, pending, errorOf, refusal } = useFormAction(["note"]);
  async function settle() {
    const done = await run(() => settleWaiver({ handoffId: turn.handoffId, note }));
    void queryClient.invalidateQueries();
    if (done === undefined) return;
    notify({ title: "The acceptance stands without a condition" });
    onClose();
  }
  return (
    <Dialog
      open
      sticky={note !== ""}
      onOpenChange={(open) => !open && onClose()}
      title="What was missing is there"
      description="The acceptance then stands for good."
      footer={
        <>
          <Button onClick={onClose}>Not yet</Button>
          <Button variant="accept" pending={pending} disabled={note.trim() === ""} onClick={settle}>
            Settle it
          </Button>
        </>
      }
    >
      <Field label="What you looked at" required error={errorOf("note")}>
        <TextArea autoFocus value={note} maxLength={1_000} onChange={(event) => setNote(event.currentTarget.value)} />
      </Field>
      {refusal && <RefusalNotice refusal={refusal} zone={turn.zone} />}
    </Dialog>
  );
}
