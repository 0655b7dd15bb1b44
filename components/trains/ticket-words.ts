import type { MarkName } from "@/components/ui/mark";
import type { Tone } from "@/components/ui/tone";
import type { TicketMoveKind } from "@/lib/domain/ticket-state";
import { formatInstant } from "@/lib/time/format";
import type { TicketRow } from "./train-data";

type Look = { word: string; tone: Tone; mark?: MarkName };

const readinessLooks: Readonly<Record<TicketRow["readiness"], Look>> = {
  ready: { word: "accepted", tone: "clear" },
  condition_ends: { word: "acceptance ends too early", tone: "risk" },
  with_qa: { word: "with QA", tone: "waiting" },
  with_dev: { word: "back with developers", tone: "risk" },
  no_build: { word: "no build yet", tone: "risk" },
};

/** What a ticket lacks, or how it ended, in a word. */
export function ticketLook({ status, readiness }: Pick<TicketRow, "status" | "readiness">): Look {
  if (status === "arrived") return { word: "arrived", tone: "clear" };
  if (status === "failed") return { word: "failed", tone: "risk", mark: "cross" };
  if (status === "left") return { word: "left", tone: "neutral", mark: "square" };
  if (status === "waiting") return { word: "waits to be placed", tone: "waiting" };
  return readinessLooks[readiness];
}

export const moveWords: Readonly<Record<TicketMoveKind, string>> = {
  boarded: "boarded",
  moved: "moved by hand",
  cut_off: "missed the cut-off",
  not_accepted: "not accepted by the QA exit",
  bumped: "made room",
  slot_missed: "its slot was missed",
  service_taken: "its service leaves in another version",
  skipped: "the departure was skipped",
  cancelled: "the departure was cancelled",
  withdrawn: "the release was withdrawn",
  left: "taken off",
  arrived: "arrived",
  failed: "failed",
};

/** The way of a ticket, newest step first: "missed the cut-off, from Tue 24 Nov to Tue 8 Dec". */
export function moveInWords(move: TicketRow["moves"][number], zone: string): string {
  const way = [move.from && `from ${move.from.name}`, move.to && `to ${move.to.name}`].filter(Boolean).join(" ");
  const who = move.by ? ` by ${move.by}` : "";
  return `${formatInstant(move.at, zone)}: ${moveWords[move.kind]}${way && `, ${way}`}${who}. ${move.reason}`;
}
