"use client";

import { roleName } from "@/components/shell/viewer";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { RelativeTime } from "@/components/ui/relative-time";
import { Row, RowList } from "@/components/ui/row-list";
import { revokeInvitation } from "@/lib/people/actions";
import type { PendingInvitation } from "@/lib/people/input";
import { FormRefusal } from "./form-refusal";
import { useFormAction } from "./use-form-action";

type PendingInvitationsProps = {
  invitations: readonly PendingInvitation[];
  zone: string;
  onChanged: () => void;
};

/** Who was invited and has not joined yet. */
export function PendingInvitations({ invitations, zone, onChanged }: PendingInvitationsProps) {
  const form = useFormAction();
  if (invitations.length === 0) return null;
  async function withdraw(invitationId: string) {
    if (await form.run(() => revokeInvitation({ invitationId }))) onChanged();
  }
  return (
    <Card title="Invited, not joined yet" aside="A lost link is replaced by inviting again.">
      <FormRefusal refusal={form.refusal} />
      <RowList label="Open invitations">
        {invitations.map(({ id, email, role, teamName, invitedByName, expiresAt }) => (
          <Row
            key={id}
            title={email}
            detail={
              <>
                {roleName(role)}
                {teamName && ` · ${teamName}`} · by {invitedByName} · expires{" "}
                <RelativeTime at={expiresAt} zone={zone} />
              </>
            }
            end={
              <Button size="sm" onClick={() => withdraw(id)} aria-label={`Withdraw the invitation of ${email}`}>
                Withdraw
              </Button>
            }
          />
        ))}
      </RowList>
    </Card>
  );
}
