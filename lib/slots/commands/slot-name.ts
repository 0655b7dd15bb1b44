import type { SlotFacts } from "@/lib/domain/slot-facts";

/** What the audit log calls a slot: what it ships, and where to. */
export function slotName({ releases, environment }: Pick<SlotFacts, "releases" | "environment">): string {
  const shipped = releases.map(({ serviceName, version }) => `${serviceName} ${version}`).join(", ");
  return `${shipped || "Slot"} to ${environment.name}`;
}
