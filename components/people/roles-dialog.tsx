"use client";

import type { FormEvent } from "react";
import { roleName } from "@/components/shell/viewer";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Row, RowList } from "@/components/ui/row-list";
import { grantRole, revokeRole } from "@/lib/people/actions";
import type { PersonRow } from "@/lib/people/input";
import { FormRefusal } from "./form-refusal";
import { TeamRoleFields, useChosenGrant } from "./team-role-fields";
import { useFormAction } from "./use-form-action";

type RolesDialogProps = {
  person: PersonRow;
  onClose: () => void;
  teams: readonly { id: string; name: string }[];
  onChanged: () => void;
};

/** What somebody may do, and for which teams. Each change counts from their next request on. */
export function RolesDialog({ person, onClose, teams, onChanged }: RolesDialogProps) {
  const form = useFormAction(["role", "teamId"]);
  const [grant, setGrant] = useChosenGrant();
  async function add(event: FormEvent) {
    event.preventDefault();
    if (await form.run(() => grantRole({ personId: person.id, ...grant }))) onChanged();
  }
  async function remove(grantId: string) {
    if (await form.run(() => revokeRole({ personId: person.id, grantId }))) onChanged();
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Roles of ${person.name}`}
      description="They may do what any of their roles allows, from their next click on."
      footer={<Button onClick={onClose}>Done</Button>}
    >
      <FormRefusal refusal={form.refusal} />
      {person.grants.length === 0 && (
        <p className="text-ink-2">No role: they can sign in and see nothing of the plan.</p>
      )}
      <RowList label="Roles">
        {person.grants.map(({ id, role, teamName }) => (
          <Row
            key={id}
            title={roleName(role)}
            detail={teamName ?? (role === "admin" ? "The whole installation" : "Every team")}
            end={
              <Button
                size="sm"
                onClick={() => remove(id)}
                disabled={form.pending}
                aria-label={`Take away ${roleName(role)}${teamName ? ` of ${teamName}` : ""}`}
              >
                Take away
              </Button>
            }
          />
        ))}
      </RowList>
      <form onSubmit={add} className="grid gap-3 border-line border-t pt-4">
        <h3 className="font-semibold">Give another role</h3>
        <TeamRoleFields teams={teams} value={grant} onChange={setGrant} errorOf={form.errorOf} />
        <div>
          <Button type="submit" variant="primary" pending={form.pending}>
            Give the role
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
