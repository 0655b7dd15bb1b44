"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { RadioGroup } from "@/components/ui/radio-group";
import type { OrphanAnswer, SlotAnswer } from "@/lib/domain/slot-answer";
import { SlotsPreview } from "./slots-preview";
import type { ChangePreview } from "./window-row";

export type SlotsAnswer = { slots: SlotAnswer; orphans: OrphanAnswer };

type SlotsQuestionProps = {
  preview: ChangePreview;
  confirmLabel: string;
  pending: boolean;
  onAnswer: (answer: SlotsAnswer) => void;
  onClose: () => void;
};

/** Asks, before a rule changes, what becomes of the slots that are booked in its openings. */
export function SlotsQuestion({ preview, confirmLabel, pending, onAnswer, onClose }: SlotsQuestionProps) {
  const [slots, setSlots] = useState<"move" | "keep">("move");
  const [orphans, setOrphans] = useState<"keep" | "cancel">("keep");
  const { moved, orphaned } = preview;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Slots are booked in it"
      description="Say what becomes of them. Nothing has been changed yet."
      sticky
      footer={
        <>
          <Button onClick={onClose}>Go back</Button>
          <Button variant="primary" pending={pending} onClick={() => onAnswer({ slots, orphans })}>
            {confirmLabel}
          </Button>
        </>
      }
    >
      <SlotsPreview preview={preview} zone={preview.zone} />
      <RadioGroup
        label="Openings with booked slots"
        value={slots}
        onChange={(value) => setSlots(value as "move" | "keep")}
        options={[
          {
            value: "move",
            label: "Follow the new rule",
            hint:
              moved === 0
                ? "Slots that still fit stay."
                : "Slots go along with their opening; their teams see the new time, and signatures may have to be given again.",
          },
          { value: "keep", label: "Stay as they are", hint: "All other openings follow the new rule." },
        ]}
      />
      {orphaned > 0 && slots === "move" && (
        <RadioGroup
          label={orphaned === 1 ? "The slot that loses its place" : "The slots that lose their place"}
          value={orphans}
          onChange={(value) => setOrphans(value as "keep" | "cancel")}
          options={[
            {
              value: "keep",
              label: orphaned === 1 ? "Its opening stays for it" : "Their openings stay for them",
              hint: "With all the slots inside.",
            },
            {
              value: "cancel",
              label: orphaned === 1 ? "Is given up" : "Are given up",
              hint: "What was to be shipped can be booked anew. It cannot be taken back.",
            },
          ]}
        />
      )}
    </Dialog>
  );
}
