"use client";

import { clsx } from "clsx";
import type { Queue } from "@/lib/handoffs/input";

/** How much each group has in test of what it takes on: the groups whoever looks belongs to, or all of them. */
export function GroupLoad({ groups }: { groups: Queue["groups"] }) {
  const own = groups.filter((group) => group.isOwn);
  const shown = own.length > 0 ? own : groups;
  if (shown.length === 0) return null;
  return (
    <ul aria-label="Limits" className="mx-1.5 mb-2 grid gap-0.5 text-xs">
      {shown.map(({ id, name, limit, inTest }) => {
        const full = inTest.length >= limit;
        const held = inTest.map((build) => `${build.name}: ${build.testerName}`).join("\n");
        return (
          <li key={id} title={held} className="flex justify-between gap-3">
            <span className="truncate text-ink-2">{name}</span>
            <span className={clsx("whitespace-nowrap", full ? "font-semibold text-risk" : "text-ink-2")}>
              {inTest.length} of {limit}
              {full && " · full"}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
