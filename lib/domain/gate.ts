import type { Rule } from "./refusal";

/**
 * The conditions that must hold when a slot opens, in the order in which screens list them. A slot has either a window or a licence;
 * one of a train has its departure besides, and a soak time stands only where a rule asks for one.
 */
export const gateNames = [
  "qa",
  "approvals",
  "soak",
  "window",
  "licence",
  "departure",
  "freeze",
  "predecessor",
  "blockers",
  "target",
] as const;
export type GateName = (typeof gateNames)[number];

/** What somebody can do about a closed gate. The screen decides which button or link that is. */
export const fixActions = [
  "choose_release",
  "hand_over",
  "judge",
  "settle_waiver",
  "approve",
  "move",
  "resolve_blocker",
  "remove_order",
  "set_target",
  "ask_exception",
  "answer_exception",
  "prove",
  "see_departure",
] as const;
export type FixAction = (typeof fixActions)[number];

export type Gate = {
  /** `time` is no condition of its own: it stands in the record of a slot whose time was over before it could open. */
  gate: GateName | "time";
  passed: boolean;
  /** `waiting`: somebody's normal next step opens it. `failed`: something is wrong or forbids it. `clear`: it passes. */
  state: "clear" | "waiting" | "failed";
  /** Short: "Approvals 1 of 2". */
  title: string;
  /** A full sentence, also when it passes. */
  reason: string;
  /** Since when it is so, where that is known. */
  since?: Date;
  fix?: { label: string; action: FixAction };
  rules: Rule[];
  /** When it would pass by itself, if that is known. */
  nextOpen?: Date;
};

export function gatesPass(gates: readonly Gate[]): boolean {
  return gates.every((gate) => gate.passed);
}

export function failingGates(gates: readonly Gate[]): Gate[] {
  return gates.filter((gate) => !gate.passed);
}
