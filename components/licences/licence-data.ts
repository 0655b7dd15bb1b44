import type { Licence } from "@/lib/licences/input";

export type ProofRowData = Licence["proofs"][number];
export type Stop = Licence["stops"][number];
