"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { UserPlus } from "lucide-react";
import { useState } from "react";
import { useViewer } from "@/components/shell/viewer-context";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import { api } from "@/lib/rpc/client";
import { refusalOfError } from "@/lib/rpc/refusal-of-error";
import { InviteDialog } from "./invite-dialog";
import { PendingInvitations } from "./pending-invitations";
import { PeopleTable } from "./people-table";
import { RolesDialog } from "./roles-dialog";

/** Who is in, and as what. */
export function PeopleScreen() {
  const { zone } = useViewer();
  const queryClient = useQueryClient();
  const { data, error } = useQuery(api.people.list.queryOptions({ input: {} }));
  const [inviting, setInviting] = useState(false);
  const [editedId, setEditedId] = useState<string>();
  const refresh = () => queryClient.invalidateQueries({ queryKey: api.people.key() });
  const edited = data?.people.find((person) => person.id === editedId);
  return (
    <PageBody>
      <PageHeader
        title="People"
        subtitle="Everybody who can sign in, and what they may do."
        actions={
          <Button
            variant="primary"
            icon={<UserPlus className="size-4" aria-hidden="true" />}
            onClick={() => setInviting(true)}
            disabled={!data}
          >
            Invite
          </Button>
        }
      />
      {error && (
        <Notice tone="risk" role="alert" title="People cannot be shown">
          {refusalOfError(error).message}
        </Notice>
      )}
      {!data && !error && (
        <Card>
          <Skeleton lines={6} className="h-10!" />
        </Card>
      )}
      {data && (
        <>
          <PendingInvitations invitations={data.invitations} zone={zone} onChanged={refresh} />
          <PeopleTable
            people={data.people}
            zone={zone}
            onEditRoles={(person) => setEditedId(person.id)}
            onChanged={refresh}
          />
          <InviteDialog open={inviting} onOpenChange={setInviting} teams={data.teams} zone={zone} onInvited={refresh} />
        </>
      )}
      {data && edited && (
        <RolesDialog person={edited} teams={data.teams} onClose={() => setEditedId(undefined)} onChanged={refresh} />
      )}
    </PageBody>
  );
}
