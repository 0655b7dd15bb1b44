"use client";

import { KeyRound } from "lucide-react";
import { useState } from "react";
import { FormRefusal } from "@/components/people/form-refusal";
import { useFormAction } from "@/components/people/use-form-action";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { RelativeTime } from "@/components/ui/relative-time";
import { type Column, Table } from "@/components/ui/table";
import { TimeText } from "@/components/ui/time-text";
import { notify } from "@/components/ui/toaster";
import { useNow } from "@/components/ui/use-now";
import { revokeToken } from "@/lib/access/actions";
import type { TokenRow } from "@/lib/access/input";
import { AccessStateChip } from "./access-state-chip";
import { accessState } from "./expiry";
import { permissionWords } from "./permission-words";

type TokenListProps = { tokens: readonly TokenRow[]; zone: string; onChanged: () => void };

/** API tokens: whose, what they may, when they were last used. */
export function TokenList({ tokens, zone, onChanged }: TokenListProps) {
  const form = useFormAction();
  const now = useNow(60);
  const [asked, setAsked] = useState<TokenRow>();
  const severalOwners = new Set(tokens.map((token) => token.ownerId)).size > 1;
  async function revoke() {
    if (!asked || !(await form.run(() => revokeToken({ tokenId: asked.id })))) return false;
    notify({ title: `${asked.name} no longer works` });
    onChanged();
  }
  const columns: Column<TokenRow>[] = [
    {
      key: "name",
      header: "Name",
      primary: true,
      cell: ({ name, prefix, ownerName }) => (
        <>
          <span className="block font-semibold">{name}</span>
          <span className="block text-ink-2 text-sm">
            <code>{prefix}…</code>
            {severalOwners && ` · ${ownerName}`}
          </span>
        </>
      ),
    },
    {
      key: "permissions",
      header: "May",
      cell: ({ permissions, teamName }) => (
        <span className="flex flex-wrap gap-1">
          {permissions.map((permission) => (
            <Chip key={permission}>{permissionWords[permission].label}</Chip>
          ))}
          {teamName && <Chip tone="train">{teamName} only</Chip>}
        </span>
      ),
    },
    {
      key: "used",
      header: "Last used",
      cell: ({ lastUsedAt }) =>
        lastUsedAt ? <RelativeTime at={lastUsedAt} zone={zone} /> : <span className="text-ink-2">never</span>,
    },
    {
      key: "expires",
      header: "Expires",
      cell: ({ expiresAt }) =>
        expiresAt ? <TimeText at={expiresAt} zone={zone} style="full" /> : <span className="text-ink-2">never</span>,
    },
    { key: "state", header: "State", cell: (token) => <AccessStateChip state={accessState(token, now)} /> },
    {
      key: "actions",
      header: "Actions",
      hideHeader: true,
      align: "end",
      cell: (token) =>
        token.revokedAt ? null : (
          <Button size="sm" onClick={() => setAsked(token)} aria-label={`Revoke ${token.name}`}>
            Revoke…
          </Button>
        ),
    },
  ];
  return (
    <>
      <Table
        caption="API tokens"
        columns={columns}
        rows={tokens}
        rowKey={(token) => token.id}
        empty={
          <EmptyState icon={<KeyRound />} title="No API token yet">
            A pipeline announces builds and asks “may I deploy?” with one.
          </EmptyState>
        }
      />
      <ConfirmDialog
        open={asked !== undefined}
        onOpenChange={(open) => !open && setAsked(undefined)}
        title={`Revoke ${asked?.name ?? ""}?`}
        description="Whatever uses it is refused from its next request on. This cannot be taken back; a new token can be made."
        confirmLabel="Revoke the token"
        onConfirm={revoke}
      >
        <FormRefusal refusal={form.refusal} />
      </ConfirmDialog>
    </>
  );
}
