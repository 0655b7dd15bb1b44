"use client";

import { clsx } from "clsx";
import { roleName } from "@/components/shell/viewer";
import { Avatar } from "@/components/ui/avatar";
import { Chip, StatusChip } from "@/components/ui/chip";
import { type Column, Table } from "@/components/ui/table";
import { TimeText } from "@/components/ui/time-text";
import type { PersonRow } from "@/lib/people/input";
import { PersonMenu } from "./person-menu";

type PeopleTableProps = {
  people: readonly PersonRow[];
  zone: string;
  onEditRoles: (person: PersonRow) => void;
  onChanged: () => void;
};

/** Everybody who has joined, with what they may do. */
export function PeopleTable({ people, zone, onEditRoles, onChanged }: PeopleTableProps) {
  const columns: Column<PersonRow>[] = [
    {
      key: "name",
      header: "Name",
      primary: true,
      cell: ({ name, email, disabledAt }) => (
        <span className={clsx("flex items-center gap-2.5", disabledAt && "text-ink-2")}>
          <Avatar name={name} size={26} />
          <span className="min-w-0">
            <span className="block font-semibold">{name}</span>
            <span className="block text-ink-2 text-sm">{email}</span>
          </span>
        </span>
      ),
    },
    {
      key: "roles",
      header: "Roles",
      cell: ({ grants }) =>
        grants.length === 0 ? (
          <span className="text-ink-2">none</span>
        ) : (
          <span className="flex flex-wrap gap-1">
            {grants.map(({ id, role, teamName }) => (
              <Chip key={id}>
                {roleName(role)}
                {teamName && ` · ${teamName}`}
              </Chip>
            ))}
          </span>
        ),
    },
    {
      key: "state",
      header: "State",
      cell: ({ disabledAt }) =>
        disabledAt ? (
          <StatusChip tone="risk" mark="square">
            locked out
          </StatusChip>
        ) : (
          <StatusChip tone="clear">active</StatusChip>
        ),
    },
    {
      key: "joined",
      header: "Joined",
      wideOnly: true,
      cell: ({ joinedAt }) => <TimeText at={joinedAt} zone={zone} style="full" className="text-ink-2 text-sm" />,
    },
    {
      key: "actions",
      header: "Actions",
      hideHeader: true,
      corner: true,
      align: "end",
      cell: (person) => (
        <PersonMenu person={person} zone={zone} onEditRoles={() => onEditRoles(person)} onChanged={onChanged} />
      ),
    },
  ];
  return <Table caption="People" columns={columns} rows={people} rowKey={(person) => person.id} />;
}
