"use client";

import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useFormAction } from "@/components/people/use-form-action";
import { RefusalNotice } from "@/components/slots/refusal-notice";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Row, RowList } from "@/components/ui/row-list";
import { Select } from "@/components/ui/select";
import { TextInput } from "@/components/ui/text-input";
import { TimeText } from "@/components/ui/time-text";
import { addEvidence, removeEvidence } from "@/lib/handoffs/actions";
import type { Turn } from "@/lib/handoffs/input/turn-output";

/** Links that show what was seen: recordings, logs, files where they lie. */
export function EvidenceCard({ turn }: { turn: Turn }) {
  const queryClient = useQueryClient();
  const { evidence, items, handoffId, zone } = turn;
  const open = turn.status === "testing" && turn.judge.may;
  const [title, setTitle] = useState("");
  const [url, setUrl] = useState("");
  const [itemId, setItemId] = useState("");
  const { run, pending, errorOf, refusal } = useFormAction(["title", "url"]);
  const pointOf = (id: string | null) => items.find((item) => item.id === id)?.title;
  async function add(event: FormEvent) {
    event.preventDefault();
    const done = await run(() => addEvidence({ handoffId, title, url, itemId: itemId || undefined }));
    void queryClient.invalidateQueries();
    if (done === undefined) return;
    setTitle("");
    setUrl("");
  }
  async function remove(evidenceId: string) {
    await run(() => removeEvidence({ evidenceId }));
    void queryClient.invalidateQueries();
  }
  return (
    <Card title="Evidence" aside="links to recordings, logs and files">
      {evidence.length === 0 && (
        <p className="text-ink-2 text-sm">
          {open ? "Nothing yet. A link to what you saw saves the next round a question." : "None was added."}
        </p>
      )}
      <RowList label="Evidence">
        {evidence.map((each) => (
          <Row
            key={each.id}
            title={
              <a href={each.url} target="_blank" rel="noreferrer" className="hit-area text-accent underline">
                {each.title}
              </a>
            }
            detail={
              <>
                {pointOf(each.itemId) !== undefined && `${pointOf(each.itemId)} · `}
                {each.addedBy}, <TimeText at={each.addedAt} zone={zone} />
              </>
            }
            end={
              open && (
                <Button size="sm" variant="quiet" aria-label={`Remove ${each.title}`} onClick={() => remove(each.id)}>
                  Remove
                </Button>
              )
            }
          />
        ))}
      </RowList>
      {open && (
        <form onSubmit={add} noValidate className="mt-3 grid gap-3 md:grid-cols-2">
          <Field label="What it shows" required error={errorOf("title")}>
            <TextInput value={title} maxLength={200} onChange={(event) => setTitle(event.currentTarget.value)} />
          </Field>
          <Field label="Where it lies" required error={errorOf("url")}>
            <TextInput
              type="url"
              inputMode="url"
              placeholder="https://"
              value={url}
              onChange={(event) => setUrl(event.currentTarget.value)}
            />
          </Field>
          <Field label="Belongs to">
            <Select
              value={itemId}
              onChange={(event) => setItemId(event.currentTarget.value)}
              options={[
                { value: "", label: "the whole build" },
                ...items.map((item) => ({ value: item.id, label: `${item.area}: ${item.title}` })),
              ]}
            />
          </Field>
          <div className="flex items-end">
            <Button type="submit" pending={pending} disabled={title.trim() === "" || url.trim() === ""}>
              Add evidence
            </Button>
          </div>
        </form>
      )}
      {refusal && <RefusalNotice refusal={refusal} zone={zone} />}
    </Card>
  );
}
