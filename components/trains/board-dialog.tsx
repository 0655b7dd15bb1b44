"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useFormAction } from "@/components/people/use-form-action";
import { takeBack } from "@/components/shell/take-back";
import { RefusalNotice } from "@/components/slots/refusal-notice";
import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { TextInput } from "@/components/ui/text-input";
import { notify } from "@/components/ui/toaster";
import { api } from "@/lib/rpc/client";
import { formatInstant } from "@/lib/time/format";
import { boardRelease, leaveTrain } from "@/lib/trains/actions";
import type { DepartureRow } from "./train-data";

type BoardDialogProps = {
  departure: DepartureRow;
  /** The cut-off has passed: only hotfixes board. */
  hotfix: boolean;
  onClose: () => void;
};

/** Takes a release aboard this departure. */
export function BoardDialog({ departure, hotfix, onClose }: BoardDialogProps) {
  const { id: departureId, name, train, at } = departure;
  const queryClient = useQueryClient();
  const form = useFormAction(["releaseId", "note"]);
  const [releaseId, setReleaseId] = useState("");
  const [note, setNote] = useState("");
  const [missing, setMissing] = useState(false);
  const { data } = useQuery(api.trains.boardable.queryOptions({ input: { departureId } }));
  const releases = (data?.releases ?? []).filter(({ kind }) => !hotfix || kind === "hotfix");

  async function board() {
    setMissing(releaseId === "");
    if (releaseId === "") return;
    const done = await form.run(() => boardRelease({ releaseId, departureId, note, hotfix }));
    if (!done) return;
    void queryClient.invalidateQueries();
    const { ticketId } = done.value;
    notify({
      title: `${releases.find((release) => release.id === releaseId)?.name ?? "The release"} is aboard`,
      text: name,
      undo: takeBack(async () => {
        const answer = await leaveTrain({ ticketId, reason: "Boarded by mistake." });
        void queryClient.invalidateQueries();
        return answer;
      }),
    });
    onClose();
  }

  return (
    <Dialog
      open
      sticky
      onOpenChange={(open) => !open && onClose()}
      title={hotfix ? "Board a hotfix" : "Board a release"}
      description={
        hotfix
          ? `${name}. The cut-off has passed; a hotfix may still board.`
          : `${name}. Cut-off ${formatInstant(at.cutoff, train.zone)}, QA must have accepted by ${formatInstant(at.qa_exit, train.zone)}.`
      }
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" pending={form.pending} onClick={board}>
            Board
          </Button>
        </>
      }
    >
      <Field
        label="Release"
        required
        error={missing ? "Choose what shall board." : form.errorOf("releaseId")}
        hint={data && releases.length === 0 ? "There is no release that could board." : undefined}
      >
        <Combobox
          value={releaseId}
          placeholder="Service or version"
          onChange={(id) => {
            setReleaseId(id);
            setMissing(false);
            form.forget();
          }}
          options={releases.map((release) => ({ value: release.id, label: release.name, hint: release.team.name }))}
        />
      </Field>
      <Field label="Note" error={form.errorOf("note")}>
        <TextInput value={note} maxLength={500} onChange={(event) => setNote(event.currentTarget.value)} />
      </Field>
      {form.refusal && <RefusalNotice refusal={form.refusal} zone={train.zone} />}
    </Dialog>
  );
}
