import type { Tone } from "@/components/ui/tone";
import type { HistoryImportState } from "@/lib/domain/history-import-state";
import type { HistoryProblem } from "@/lib/domain/history-rows";
import type { HistoryStage } from "@/lib/domain/history-stage";

export const statusWords: Record<HistoryImportState, { label: string; tone: Tone }> = {
  uploading: { label: "being uploaded", tone: "waiting" },
  reading: { label: "being read", tone: "waiting" },
  ready: { label: "waits for your yes", tone: "waiting" },
  importing: { label: "being imported", tone: "waiting" },
  imported: { label: "imported", tone: "clear" },
  failed: { label: "failed", tone: "risk" },
  cancelled: { label: "cancelled", tone: "neutral" },
  removed: { label: "removed", tone: "neutral" },
};

export const stageWords: Record<HistoryStage, string> = {
  development: "in development",
  waiting: "waiting for QA",
  testing: "in test",
  with_dev: "sent back, with dev",
  accepted: "accepted",
  released: "released",
  left_out: "left out",
};

export const problemWords: Record<HistoryProblem, { title: string; what: string }> = {
  time_backwards: { title: "Times running backwards", what: "A change before the one above it. The item is left out." },
  broken_chain: {
    title: "Broken chains",
    what: "A change from a state that the item was not in. The item is left out.",
  },
  impossible_time: {
    title: "Impossible times",
    what: "A day or hour that does not exist, or no time at all. The item is left out.",
  },
  in_the_future: { title: "Times to come", what: "A change that has not happened yet. The item is left out." },
  missing_value: { title: "Missing values", what: "A row without item, state or time. Its item is left out." },
  duplicate: { title: "Repeated rows", what: "The same change once more. Only the repetition is left out." },
  repeated_item: {
    title: "Items told twice",
    what: "A second row about an item, with other times in its states. The item is left out.",
  },
  unknown_state: { title: "Unknown states", what: "States whose name tells nothing. Say below what they mean." },
};
