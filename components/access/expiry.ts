import { systemNow } from "@/lib/time/clock";

/** How long something is valid, as a choice in a form. */
export const expiryOptions = [
  { value: "30", label: "30 days" },
  { value: "90", label: "90 days" },
  { value: "365", label: "A year" },
  { value: "never", label: "Until it is revoked" },
] as const;

/** The choice as the instant that the server takes, counted from now. */
export function expiryOf(choice: string): string | null {
  const days = Number(choice);
  return Number.isInteger(days) ? new Date(systemNow().getTime() + days * 86_400_000).toISOString() : null;
}

/** Whether something still works. */
export function accessState(
  row: { revokedAt: Date | null; expiresAt: Date | null; ownerDisabled?: boolean },
  now: Date,
): "active" | "revoked" | "expired" | "owner locked out" {
  if (row.revokedAt) return "revoked";
  if (row.expiresAt && row.expiresAt <= now) return "expired";
  return row.ownerDisabled ? "owner locked out" : "active";
}
