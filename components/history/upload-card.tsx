"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { FormRefusal } from "@/components/people/form-refusal";
import { useViewer } from "@/components/shell/viewer-context";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { OpenFileButton } from "@/components/ui/open-file-button";
import { ProgressBar } from "@/components/ui/progress-bar";
import { Select } from "@/components/ui/select";
import { api, rpc } from "@/lib/rpc/client";
import { refusalOfError, type ShownRefusal } from "@/lib/rpc/refusal-of-error";
import { sendFile } from "./send-file";

type Upload = { fileName: string; bytes: number; sent: number; importId?: string; abort: AbortController };

/** Takes a file and leads to what was found in it. */
export function UploadCard() {
  const router = useRouter();
  const { zone } = useViewer();
  const services = useQuery(api.services.list.queryOptions({ input: {} }));
  const teams = useQuery(api.services.listTeams.queryOptions({ input: {} }));
  const [whose, setWhose] = useState("");
  const [upload, setUpload] = useState<Upload>();
  const [refusal, setRefusal] = useState<ShownRefusal>();

  async function take(file: File) {
    setRefusal(undefined);
    const abort = new AbortController();
    setUpload({ fileName: file.name, bytes: file.size, sent: 0, abort });
    let importId: string | undefined;
    try {
      const [kind, id = ""] = whose.split(":");
      const owner =
        kind === "service"
          ? { kind: "service" as const, serviceId: id }
          : kind === "team"
            ? { kind: "team" as const, teamId: id }
            : undefined;
      ({ importId } = await rpc.history.start({
        fileName: file.name.slice(0, 200),
        bytes: file.size,
        zone,
        whose: owner,
      }));
      const onProgress = (sent: number) => setUpload((before) => before && { ...before, importId, sent });
      const parts = await sendFile({ file, importId, onProgress, signal: abort.signal });
      await rpc.history.finishUpload({ importId, parts });
      router.push(`/settings/history/${importId}`);
    } catch (error) {
      if (importId) await rpc.history.cancel({ importId }).catch(() => undefined);
      if (!abort.signal.aborted) setRefusal(refusalOfError(error));
      setUpload(undefined);
    }
  }

  return (
    <Card title="Bring a history in">
      <div className="grid gap-4">
        <FormRefusal refusal={refusal} />
        <p className="max-w-prose text-ink-2 text-sm">
          A CSV file with one row per change of state:{" "}
          <strong className="font-semibold text-ink">item, from, to, at</strong> (without <i>from</i> it goes too), or
          the status changes that Jira exports: <i>Issue key, Field, From, To, Date</i>; or one row per item with a
          column for each state that holds when the item came into it: <i>Issue key, Backlog, In test, Done</i>. Up to
          64 MiB.
        </p>
        {upload ? (
          <div className="grid gap-2" role="status">
            <p className="text-sm">
              Sending {upload.fileName}: {percent(upload)} %
            </p>
            <ProgressBar label={`Sending ${upload.fileName}`} value={upload.sent} max={upload.bytes} />
            <div>
              <Button size="sm" onClick={() => upload.abort.abort()}>
                Cancel
              </Button>
            </div>
          </div>
        ) : (
          <div className="flex flex-wrap items-end gap-3">
            <Field label="Whose history" required className="w-64 phone:w-full">
              <Select
                value={whose}
                onChange={(event) => setWhose(event.currentTarget.value)}
                options={[
                  { value: "", label: "The whole organisation’s" },
                  ...(teams.data?.teams ?? []).map(({ id, name }) => ({ value: `team:${id}`, label: `Team ${name}` })),
                  ...(services.data?.services ?? []).map(({ id, name }) => ({
                    value: `service:${id}`,
                    label: `Service ${name}`,
                  })),
                ]}
              />
            </Field>
            <OpenFileButton
              variant="primary"
              className="phone:w-full"
              accept=".csv,.tsv,.txt,text/csv,text/plain"
              label="File with a history"
              onFile={(file) => void take(file)}
            >
              Choose a file
            </OpenFileButton>
          </div>
        )}
      </div>
    </Card>
  );
}

const percent = ({ sent, bytes }: Upload) => Math.min(100, Math.round((100 * sent) / Math.max(1, bytes)));
