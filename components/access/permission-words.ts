import type { tokenPermissions } from "@/lib/domain/permission";

export type TokenPermission = (typeof tokenPermissions)[number];

/** What a permission lets a token do, in words. */
export const permissionWords: Readonly<Record<TokenPermission, { label: string; hint: string }>> = {
  "plan.read": { label: "Read the plan", hint: "Schedule, releases, queue, deployments; ask whether a slot may open." },
  "release.write": { label: "Announce builds", hint: "Create releases, announce builds, hand them over to QA." },
  "slot.book": { label: "Book slots", hint: "Hold, book, move and cancel slots." },
  "slot.open": { label: "Open slots", hint: "Open early, hold back, if every gate is clear." },
};
