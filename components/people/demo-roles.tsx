"use client";

import { useState } from "react";
import { roleName } from "@/components/shell/viewer";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { Role } from "@/lib/domain/permission";
import { signInAsRole } from "./session-requests";

const does: Readonly<Record<Role, string>> = {
  release_manager: "Sets up windows and freezes, books, moves, signs, opens early.",
  developer: "Hands builds over, books slots, watches releases leave.",
  qa: "Claims builds, accepts them or sends them back.",
  stakeholder: "Reads the plan, never has to ask when.",
  admin: "Runs the installation: people, services, access.",
};

const order = Object.keys(does) as Role[];

/** The demo's way in: somebody of the example organisation, in one click. */
export function DemoRoles({ returnPath }: { returnPath: string }) {
  const [chosen, setChosen] = useState<Role>();
  const [problem, setProblem] = useState<string>();
  async function become(role: Role) {
    setChosen(role);
    const found = await signInAsRole(role);
    if (found === undefined) return window.location.assign(returnPath);
    setProblem(found);
    setChosen(undefined);
  }
  return (
    <section aria-labelledby="demo-roles" className="grid gap-3">
      <div>
        <h2 id="demo-roles" className="font-semibold text-lg">
          Look around as
        </h2>
        <p className="text-ink-2 text-sm">This is a demo with an example organisation. One click, no password.</p>
      </div>
      {problem && (
        <Notice tone="risk" role="alert">
          {problem}
        </Notice>
      )}
      <ul className="grid gap-2">
        {order.map((role) => (
          <li key={role}>
            <Button
              block
              pending={chosen === role}
              onClick={() => become(role)}
              className="h-auto! justify-start! py-2 text-left"
            >
              <span className="grid">
                <span className="font-semibold">{roleName(role)}</span>
                <span className="whitespace-normal font-normal text-ink-2 text-sm">{does[role]}</span>
              </span>
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
