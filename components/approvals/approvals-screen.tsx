"use client";

import { useQuery } from "@tanstack/react-query";
import { Signature } from "lucide-react";
import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useMay, useViewer } from "@/components/shell/viewer-context";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { PageBar } from "@/components/ui/page-header";
import { Segmented } from "@/components/ui/segmented";
import { Skeleton } from "@/components/ui/skeleton";
import { TextLink } from "@/components/ui/text-link";
import type { InboxEntry } from "@/lib/approvals/input/inbox-output";
import { api } from "@/lib/rpc/client";
import { refusalOfError } from "@/lib/rpc/refusal-of-error";
import { DoneList } from "./done-list";
import { EntryList } from "./entry-list";
import { EntryStepper } from "./entry-stepper";
import { SignSheet } from "./sign-sheet";

const views = ["waiting", "others", "done"] as const;

/** The inbox: what exactly am I signing, and what changed since I last did? */
export function ApprovalsScreen() {
  const { zone } = useViewer();
  const maySign = useMay("approval.give");
  const [{ view: asked, slot }, setAddress] = useQueryStates({
    view: parseAsStringLiteral(views),
    slot: parseAsString.withDefault(""),
  });
  // An admin signs nothing: for them the slots of others are the page.
  const view = asked ?? (maySign ? "waiting" : "others");
  const { data, error } = useQuery(api.approvals.inbox.queryOptions());
  const waiting = data?.entries.filter((entry) => entry.state === "waiting") ?? [];
  const others = data?.entries.filter((entry) => entry.state !== "waiting") ?? [];
  const count = (label: string, amount: number) => (
    <span>
      {label} {data && <span className="text-ink-2">{amount}</span>}
    </span>
  );
  return (
    <>
      <PageBar title="Approvals" subtitle="What you sign is exactly what deploys">
        <Segmented
          className="md:ml-auto phone:w-full"
          label="Show"
          value={view}
          onChange={(chosen) => setAddress({ view: chosen, slot: null })}
          options={[
            { value: "waiting", label: count("To sign", waiting.length) },
            { value: "others", label: count("The rest", others.length) },
            { value: "done", label: "Done" },
          ]}
        />
      </PageBar>
      <div className="grid gap-4 p-4 md:p-5">
        {error && (
          <Notice tone="risk" role="alert">
            {refusalOfError(error).message}
          </Notice>
        )}
        {view === "done" && <DoneList zone={zone} />}
        {view !== "done" && data === undefined && !error && <Skeleton className="h-24" lines={3} />}
        {view !== "done" && data !== undefined && (
          <Inbox
            key={view}
            entries={view === "waiting" ? waiting : others}
            view={view}
            slot={slot}
            onSelect={(slotId) => setAddress({ slot: slotId })}
          />
        )}
      </div>
    </>
  );
}

type InboxProps = {
  entries: readonly InboxEntry[];
  view: "waiting" | "others";
  slot: string;
  onSelect: (slotId: string) => void;
};

function Inbox({ entries, view, slot, onSelect }: InboxProps) {
  const place = Math.max(
    0,
    entries.findIndex((entry) => entry.slotId === slot),
  );
  const entry = entries[place];
  if (entry === undefined) {
    return (
      <EmptyState
        icon={<Signature />}
        title={view === "waiting" ? "Nothing waits for you" : "No slot needs a signature"}
      >
        {view === "waiting" ? "What needs your signature appears here as soon as a slot is booked. " : ""}
        Which slots need one is said by the <TextLink href="/settings/policies">policies</TextLink>.
      </EmptyState>
    );
  }
  const step = (by: number) => {
    const next = entries[place + by];
    if (next !== undefined) onSelect(next.slotId);
  };
  return (
    <div className="grid items-start gap-4 md:grid-cols-[18rem_minmax(0,46rem)] md:gap-6">
      <EntryStepper place={place} count={entries.length} onStep={step} />
      <EntryList entries={entries} selectedId={entry.slotId} onSelect={onSelect} />
      <SignSheet entry={entry} />
    </div>
  );
}
