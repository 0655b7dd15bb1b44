"use client";

import { Plus, Users } from "lucide-react";
import { useState } from "react";
import { FormRefusal } from "@/components/people/form-refusal";
import { useFormAction } from "@/components/people/use-form-action";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { type Column, Table } from "@/components/ui/table";
import { notify } from "@/components/ui/toaster";
import { removeTeam } from "@/lib/services/actions";
import type { ServiceRow, TeamRow } from "./service-row";
import { TeamDialog } from "./team-dialog";
import { TeamName } from "./team-name";
import { hoursInWords } from "./working-hours";

type TeamsPanelProps = { teams: readonly TeamRow[]; services: readonly ServiceRow[]; mayManage: boolean };

export function TeamsPanel({ teams, services, mayManage }: TeamsPanelProps) {
  const form = useFormAction();
  const [edited, setEdited] = useState<TeamRow | "new">();
  const [leaving, setLeaving] = useState<TeamRow>();
  async function remove(team: TeamRow) {
    if (!(await form.run(() => removeTeam({ teamId: team.id })))) return false;
    notify({ title: `${team.name} was removed` });
    return true;
  }
  const columns: Column<TeamRow>[] = [
    {
      key: "name",
      header: "Team",
      primary: true,
      cell: (team) => (
        <span className="font-semibold">
          <TeamName team={team} />
        </span>
      ),
    },
    {
      key: "services",
      header: "Services",
      cell: (team) =>
        services
          .filter((service) => service.team.id === team.id && service.archivedAt === null)
          .map((service) => service.name)
          .join(", ") || <span className="text-ink-2">none</span>,
    },
    { key: "hours", header: "Works", cell: (team) => <span className="text-ink-2">{hoursInWords(team)}</span> },
    ...(mayManage
      ? [
          {
            key: "actions",
            header: "Actions",
            hideHeader: true,
            align: "end" as const,
            cell: (team: TeamRow) => (
              <span className="inline-flex gap-2">
                <Button size="sm" aria-label={`Change ${team.name}`} onClick={() => setEdited(team)}>
                  Change
                </Button>
                <Button
                  size="sm"
                  variant="danger"
                  aria-label={`Remove ${team.name}`}
                  onClick={() => {
                    form.forget();
                    setLeaving(team);
                  }}
                >
                  Remove
                </Button>
              </span>
            ),
          },
        ]
      : []),
  ];
  const add = mayManage && (
    <Button
      variant="primary"
      icon={<Plus className="size-4" aria-hidden="true" />}
      onClick={() => setEdited("new")}
      className="justify-self-end"
    >
      New team
    </Button>
  );
  return (
    <div className="grid gap-3">
      {teams.length > 0 && add}
      <Table
        caption="Teams"
        columns={columns}
        rows={teams}
        rowKey={(team) => team.id}
        empty={
          <EmptyState icon={<Users />} title="No teams yet" action={add}>
            Every service belongs to a team, and people may have a role in some teams only.
          </EmptyState>
        }
      />
      {edited && (
        <TeamDialog
          team={edited === "new" ? undefined : edited}
          count={teams.length}
          onClose={() => setEdited(undefined)}
        />
      )}
      <ConfirmDialog
        open={leaving !== undefined}
        onOpenChange={(open) => !open && setLeaving(undefined)}
        title={`Remove ${leaving?.name ?? "the team"}?`}
        description="Only a team that nothing belongs to can go. You can add it again."
        confirmLabel="Remove the team"
        onConfirm={() => leaving && remove(leaving)}
      >
        <FormRefusal refusal={form.refusal} />
      </ConfirmDialog>
    </div>
  );
}
