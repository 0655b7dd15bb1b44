"use client";

import { useState } from "react";
import { roleName } from "@/components/shell/viewer";
import { Select } from "@/components/ui/select";
import { notify } from "@/components/ui/toaster";
import { type Role, roles } from "@/lib/domain/permission";
import { signInAsRole } from "./session-requests";

/** In the demo's banner: the same page through another one's eyes. */
export function RoleSwitcher({ current }: { current: Role | undefined }) {
  const [pending, setPending] = useState(false);
  async function become(role: Role) {
    setPending(true);
    const problem = await signInAsRole(role);
    // A full load: nothing that the other role could read may stay in memory.
    if (problem === undefined) return window.location.reload();
    setPending(false);
    notify({ title: problem, tone: "risk" });
  }
  return (
    <span className="flex items-center gap-2">
      <label htmlFor="demo-role" className="shrink-0">
        You are
      </label>
      <Select
        id="demo-role"
        value={current ?? ""}
        placeholder="Choose a role"
        disabled={pending}
        onChange={(event) => become(event.currentTarget.value as Role)}
        options={roles.map((role) => ({ value: role, label: roleName(role) }))}
        className="md:w-44!"
      />
    </span>
  );
}
