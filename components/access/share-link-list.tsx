"use client";

import { Share2 } from "lucide-react";
import { useState } from "react";
import { FormRefusal } from "@/components/people/form-refusal";
import { useFormAction } from "@/components/people/use-form-action";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { CopyField } from "@/components/ui/copy-field";
import { EmptyState } from "@/components/ui/empty-state";
import { TextLink } from "@/components/ui/text-link";
import { TimeText } from "@/components/ui/time-text";
import { notify } from "@/components/ui/toaster";
import { useNow } from "@/components/ui/use-now";
import { revokeShareLink } from "@/lib/access/actions";
import type { ShareLinkRow } from "@/lib/access/input";
import { AccessStateChip } from "./access-state-chip";
import { accessState } from "./expiry";

type ShareLinkListProps = { links: readonly ShareLinkRow[]; zone: string; onChanged: () => void };

/** Share links with their addresses, ready to be copied again. */
export function ShareLinkList({ links, zone, onChanged }: ShareLinkListProps) {
  const form = useFormAction();
  const [asked, setAsked] = useState<ShareLinkRow>();
  async function revoke() {
    if (!asked || !(await form.run(() => revokeShareLink({ linkId: asked.id })))) return false;
    notify({ title: `${asked.name} no longer opens anything` });
    onChanged();
  }
  if (links.length === 0)
    return (
      <EmptyState icon={<Share2 />} title="Nothing is shared yet">
        A share link shows the schedule and the departures board to people without an account, and gives them a calendar
        to subscribe to.
      </EmptyState>
    );
  return (
    <>
      <ul className="grid gap-3">
        {links.map((link) => (
          <li key={link.id}>
            <ShareLinkCard link={link} zone={zone} onRevoke={() => setAsked(link)} />
          </li>
        ))}
      </ul>
      <ConfirmDialog
        open={asked !== undefined}
        onOpenChange={(open) => !open && setAsked(undefined)}
        title={`Revoke ${asked?.name ?? ""}?`}
        description="Its pages and its calendar stop at once for everybody who has it. This cannot be taken back; a new link can be made."
        confirmLabel="Revoke the link"
        onConfirm={revoke}
      >
        <FormRefusal refusal={form.refusal} />
      </ConfirmDialog>
    </>
  );
}

type ShareLinkCardProps = { link: ShareLinkRow; zone: string; onRevoke: () => void };

function ShareLinkCard({ link, zone, onRevoke }: ShareLinkCardProps) {
  const now = useNow(60);
  const state = accessState(link, now);
  return (
    <Card level={3} dense title={link.name} aside={<AccessStateChip state={state} />}>
      <p className="text-ink-2 text-sm">
        {link.environmentName ?? "Every environment"} · by {link.createdByName} ·{" "}
        {link.expiresAt ? (
          <>
            until <TimeText at={link.expiresAt} zone={zone} style="full" />
          </>
        ) : (
          "until it is revoked"
        )}
      </p>
      {state === "active" && (
        <div className="mt-3 grid gap-3">
          <CopyField label="Schedule" value={link.links.schedule} />
          <CopyField label="Departures board" value={link.links.departures} />
          <CopyField label="Calendar (ICS)" value={link.links.calendar} />
          <div className="flex flex-wrap items-center justify-between gap-2">
            <TextLink href={new URL(link.links.departures).pathname} target="_blank">
              Look at the board
            </TextLink>
            <Button size="sm" onClick={onRevoke} aria-label={`Revoke ${link.name}`}>
              Revoke…
            </Button>
          </div>
        </div>
      )}
    </Card>
  );
}
