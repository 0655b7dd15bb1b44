import { StatusChip } from "@/components/ui/chip";
import type { accessState } from "./expiry";

export function AccessStateChip({ state }: { state: ReturnType<typeof accessState> }) {
  return state === "active" ? (
    <StatusChip tone="clear">active</StatusChip>
  ) : (
    <StatusChip tone={state === "revoked" ? "neutral" : "risk"} mark="square">
      {state}
    </StatusChip>
  );
}
