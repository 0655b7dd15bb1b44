"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Plus, Webhook } from "lucide-react";
import { useState } from "react";
import { FormRefusal } from "@/components/people/form-refusal";
import { useFormAction } from "@/components/people/use-form-action";
import { useViewer } from "@/components/shell/viewer-context";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { TextLink } from "@/components/ui/text-link";
import { notify } from "@/components/ui/toaster";
import { archiveSource, rotateSourceSecret } from "@/lib/inbound/actions";
import { api } from "@/lib/rpc/client";
import type { SourceRow } from "./inbound-data";
import { SourceCard } from "./source-card";
import { SourceDialog } from "./source-dialog";
import { SourceSecretDialog } from "./source-secret-dialog";

type Asked = { act: "rotate" | "archive"; source: SourceRow };
type Secret = { kind: SourceRow["kind"]; address: string; secret: string };

const questions = {
  rotate: {
    title: "Rotate the secret of",
    description:
      "The new one is shown once. The old one is taken beside it for 24 hours, so nothing is lost meanwhile.",
    label: "Rotate the secret",
  },
  archive: {
    title: "Archive",
    description:
      "What it sends is refused from now on. Its events stay readable. This cannot be taken back; a new source can be made.",
    label: "Archive the source",
  },
} as const;

/** Who may send, and which services their events are about. */
export function SourcesPanel({ sources }: { sources: readonly SourceRow[] }) {
  const { zone } = useViewer();
  const queryClient = useQueryClient();
  const form = useFormAction();
  const [editing, setEditing] = useState<SourceRow | "new">();
  const [secret, setSecret] = useState<Secret>();
  const [asked, setAsked] = useState<Asked>();
  const [archived, setArchived] = useState(false);
  const refresh = () => queryClient.invalidateQueries({ queryKey: api.inbound.key() });
  const shown = sources.filter((source) => archived || source.archivedAt === null);
  async function confirm() {
    if (!asked) return;
    const { act, source } = asked;
    if (act === "archive") {
      if (!(await form.run(() => archiveSource({ sourceId: source.id })))) return false;
      notify({ title: `${source.name} takes no events any more` });
    } else {
      const done = await form.run(() => rotateSourceSecret({ sourceId: source.id }));
      if (!done) return false;
      setSecret({ kind: source.kind, address: source.address, secret: done.value.secret });
    }
    void refresh();
  }
  const add = (
    <Button variant="primary" icon={<Plus className="size-4" aria-hidden="true" />} onClick={() => setEditing("new")}>
      New source
    </Button>
  );
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap items-center justify-between gap-3 empty:hidden">
        {sources.some(({ archivedAt }) => archivedAt !== null) && (
          <Checkbox
            label="Also archived ones"
            checked={archived}
            onChange={(event) => setArchived(event.currentTarget.checked)}
          />
        )}
        {shown.length > 0 && <div className="ml-auto">{add}</div>}
      </div>
      {shown.length === 0 && (
        <EmptyState icon={<Webhook />} title="Nothing sends events yet" action={add}>
          <p>
            Make a source, then give its address and secret to GitHub (<i>Settings → Webhooks</i> of a repository or
            organisation), to GitLab (<i>Settings → Webhooks</i> of a project or group), or to whatever sends CDEvents.
            Builds then come into the queue by themselves, with their checks.
          </p>
          <p className="mt-2">
            A pipeline can also announce builds with an <TextLink href="/settings/access">API token</TextLink>.
          </p>
        </EmptyState>
      )}
      <ul className="grid gap-3 xl:grid-cols-2">
        {shown.map((source) => (
          <li key={source.id} className="min-w-0">
            <SourceCard
              source={source}
              zone={zone}
              onChange={() => setEditing(source)}
              onRotate={() => setAsked({ act: "rotate", source })}
              onArchive={() => setAsked({ act: "archive", source })}
            />
          </li>
        ))}
      </ul>
      {editing && (
        <SourceDialog
          source={editing === "new" ? undefined : editing}
          onClose={() => setEditing(undefined)}
          onSaved={(made) => {
            void refresh();
            setEditing(undefined);
            if (made) setSecret(made);
          }}
        />
      )}
      {secret && <SourceSecretDialog {...secret} onClose={() => setSecret(undefined)} />}
      <ConfirmDialog
        open={asked !== undefined}
        onOpenChange={(open) => {
          if (open) return;
          setAsked(undefined);
          form.forget();
        }}
        title={asked ? `${questions[asked.act].title} ${asked.source.name}?` : ""}
        description={asked ? questions[asked.act].description : ""}
        confirmLabel={asked ? questions[asked.act].label : ""}
        tone={asked?.act === "rotate" ? "primary" : "danger"}
        onConfirm={confirm}
      >
        <FormRefusal refusal={form.refusal} />
      </ConfirmDialog>
    </div>
  );
}
