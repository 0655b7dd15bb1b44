import type { tokenPermissions } from "@/lib/domain/permission";

export type TokenPermission = (typeof tokenPermissions)[number];

/** What a permission lets a token do, in words. */
export const permissionWords: Readonly<Record<TokenPermission, { label: string; hint: string }>> = {
  "plan.read": { label: "Read the plan", hint: "Schedule, releases, queue, deployments; ask whether a slot may open." },
  "release.write": {
    label: "Announce builds",
    hint: "Create releases, announce builds, hand them over to QA, record what a service has proven.",
  },
  "slot.book": {
    label: "Book slots",
    hint: "Hold, book, move and cancel slots; deploy now where no window is needed.",
  },
  "slot.open": { label: "Open slots", hint: "Open early if every gate is clear, hold back, roll back." },
  "plan.apply": {
    label: "Apply a plan file",
    hint: "Export, compare and apply windows, freezes, services, policies as one file.",
  },
};
