import { StatusChip } from "@/components/ui/chip";
import { departureLook } from "./departure-words";
import type { DepartureRow } from "./train-data";

/** How a departure stands, in one word. */
export function DepartureChip({ departure }: { departure: Pick<DepartureRow, "status" | "outcome"> }) {
  const { word, ...look } = departureLook(departure);
  return <StatusChip {...look}>{word}</StatusChip>;
}
