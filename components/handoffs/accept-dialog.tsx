"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useFormAction } from "@/components/people/use-form-action";
import { RefusalNotice } from "@/components/slots/refusal-notice";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import { TextArea } from "@/components/ui/text-area";
import { notify } from "@/components/ui/toaster";
import { useNow } from "@/components/ui/use-now";
import { acceptHandoff } from "@/lib/handoffs/actions";
import type { QueueCard } from "@/lib/handoffs/input";
import { formatInstant } from "@/lib/time/format";
import { buildName, checksWarning } from "./queue-words";

export type JudgedBuild = Pick<QueueCard, "handoffId" | "service" | "version" | "number">;
type VerdictDialogProps = { build: JudgedBuild & Pick<QueueCard, "pipeline">; onClose: () => void; zone: string };

const day = 86_400_000;
const lengths = [
  { days: 1, word: "a day" },
  { days: 3, word: "three days" },
  { days: 7, word: "a week" },
  { days: 14, word: "two weeks" },
  { days: 30, word: "a month" },
] as const;

/** QA's yes. It asks once, because it lets exactly this build leave; with something missing the tester takes the risk by name. */
export function AcceptDialog({ build, onClose, zone }: VerdictDialogProps) {
  const queryClient = useQueryClient();
  const now = useNow(60);
  const [note, setNote] = useState("");
  const [conditional, setConditional] = useState(false);
  const [risk, setRisk] = useState("");
  const [days, setDays] = useState("7");
  const [tried, setTried] = useState(false);
  const { run, pending, errorOf, refusal, forget } = useFormAction(["note", "waiver.risk", "waiver.expiresAt"]);
  const riskError = tried && risk.trim() === "" ? "Say what is missing or may go wrong." : errorOf("waiver.risk");
  const warning = checksWarning(build.pipeline);
  const until = (count: number) => new Date(now.getTime() + count * day);
  async function accept() {
    setTried(true);
    if (conditional && risk.trim() === "") return;
    const waiver = conditional ? { risk, expiresAt: until(Number(days)).toISOString() } : undefined;
    const done = await run(() => acceptHandoff({ handoffId: build.handoffId, note, waiver }));
    void queryClient.invalidateQueries();
    if (done === undefined) return;
    notify({
      title: `${buildName(build)} accepted${conditional ? " under a condition" : ""}`,
      text: "It may leave when its slot opens.",
    });
    onClose();
  }
  return (
    <Dialog
      open
      sticky={risk !== ""}
      onOpenChange={(open) => !open && onClose()}
      title={`Accept ${buildName(build)}?`}
      description="Exactly this build may then leave. A newer build would have to be judged again."
      footer={
        <>
          <Button onClick={onClose}>Not yet</Button>
          <Button variant="accept" pending={pending} onClick={accept} autoFocus>
            Accept rc {build.number}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        {warning !== null && <Notice tone="waiting" title={warning} />}
        <Field label="Note" error={errorOf("note")}>
          <TextArea value={note} onChange={(event) => setNote(event.currentTarget.value)} maxLength={2_000} />
        </Field>
        <Checkbox
          label="Under a condition"
          hint="Something is missing, and you stand for it by name until a day. After that day nothing leaves until it is settled."
          checked={conditional}
          onChange={(event) => {
            setConditional(event.currentTarget.checked);
            forget();
          }}
        />
        {conditional && (
          <>
            <Field label="What is missing or may go wrong" required error={riskError}>
              <TextArea value={risk} maxLength={1_000} onChange={(event) => setRisk(event.currentTarget.value)} />
            </Field>
            <Field label="You stand for it for" required error={errorOf("waiver.expiresAt")}>
              <Select
                value={days}
                onChange={(event) => setDays(event.currentTarget.value)}
                options={lengths.map(({ days: count, word }) => ({
                  value: String(count),
                  label: `${word}, until ${formatInstant(until(count), zone)}`,
                }))}
              />
            </Field>
          </>
        )}
        {refusal && <RefusalNotice refusal={refusal} zone={zone} />}
      </div>
    </Dialog>
  );
}
