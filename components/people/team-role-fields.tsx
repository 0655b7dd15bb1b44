"use client";

import { useState } from "react";
import { roleName } from "@/components/shell/viewer";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { type Role, roles } from "@/lib/domain/permission";

export type ChosenGrant = { role: Role; teamId: string | null };

type TeamRoleFieldsProps = {
  teams: readonly { id: string; name: string }[];
  value: ChosenGrant;
  onChange: (value: ChosenGrant) => void;
  errorOf: (field: string) => string | undefined;
};

const everyTeam = "";

/** A role and how far it reaches. An admin's always reaches everything. */
export function TeamRoleFields({ teams, value, onChange, errorOf }: TeamRoleFieldsProps) {
  const isAdmin = value.role === "admin";
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field label="Role" required error={errorOf("role")}>
        <Select
          value={value.role}
          onChange={(event) => {
            const role = event.currentTarget.value as Role;
            onChange({ role, teamId: role === "admin" ? null : value.teamId });
          }}
          options={roles.map((role) => ({ value: role, label: roleName(role) }))}
        />
      </Field>
      <Field
        label="Reaches"
        required
        error={errorOf("teamId")}
        hint={isAdmin ? "Admins run the installation." : undefined}
      >
        <Select
          value={value.teamId ?? everyTeam}
          disabled={isAdmin}
          onChange={(event) => onChange({ ...value, teamId: event.currentTarget.value || null })}
          options={[
            { value: everyTeam, label: "Every team" },
            ...teams.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      </Field>
    </div>
  );
}

export function useChosenGrant() {
  return useState<ChosenGrant>({ role: "developer", teamId: null });
}
