import type { Tone } from "@/components/ui/tone";
import type { Borrowed } from "@/lib/domain/forecast/borrowed";

/** A chance as people say it: never a certainty that ten thousand draws cannot give. */
export function percentInWords(chance: number): string {
  if (chance > 0.995) return "> 99 %";
  if (chance < 0.005) return "< 1 %";
  return `${Math.round(chance * 100)} %`;
}

/** A share of what has happened: none and all are known to be so. */
export const shareInWords = (share: number): string => `${Math.round(share * 100)} %`;

export function chanceTone(chance: number): Tone {
  return chance >= 0.85 ? "clear" : chance >= 0.5 ? "waiting" : "risk";
}

/** On how many hand-overs of its own it stands, where there is room for few words; "thin" where it borrows from others. */
export function handoversInWords({ handovers, borrowed }: { handovers: number; borrowed: Borrowed }): string {
  return `${handovers} ${handovers === 1 ? "hand-over" : "hand-overs"}${borrowed === "nobody" ? "" : ", thin"}`;
}

type Basis = { own: number; team: number; all: number; borrowed: Borrowed };

/** On how many hand-overs it stands: of the service, or, where those are few, of whom it borrows from. */
export function basisInWords({ own, team, all, borrowed }: Basis, teamName: string): string {
  if (borrowed === "nobody") return `based on ${own} hand-overs of this service`;
  if (borrowed === "team") return `based on ${own} hand-overs; thin: borrowed from ${teamName} (${team})`;
  return `based on ${own} hand-overs; thin: borrowed from all teams (${all})`;
}
