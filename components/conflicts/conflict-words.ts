import type { Tone } from "@/components/ui/tone";
import type { ConflictCause } from "@/lib/domain/conflict";
import type { api } from "@/lib/rpc/client";

export type ConflictRow = Awaited<ReturnType<typeof api.slots.conflicts.call>>["conflicts"][number];

type CauseWords = { title: string; what: string; tone: Tone };

/** What each cause is called, and in one sentence what is wrong with it. */
export const causeWords: Readonly<Record<ConflictCause, CauseWords>> = {
  freeze: {
    title: "In a freeze",
    what: "These slots will not open: a freeze lies over them that was set after they were booked.",
    tone: "risk",
  },
  dependency_order: {
    title: "Before its base",
    what: "A service leaves before another one that it depends on.",
    tone: "risk",
  },
  downtime: {
    title: "Down at once",
    what: "Two releases take their services down in one environment at the same time.",
    tone: "risk",
  },
  same_service: {
    title: "Same service twice",
    what: "A service is deployed twice within two hours, or one release is booked twice.",
    tone: "waiting",
  },
  no_way_back: {
    title: "No way back",
    what: "A breaking database change goes out and its release does not say how to return.",
    tone: "risk",
  },
  two_places: {
    title: "Two places to be",
    what: "One team has two slots at the same time.",
    tone: "waiting",
  },
  holiday: { title: "On a holiday", what: "A slot lies on a day that a calendar marks.", tone: "waiting" },
  outside_hours: {
    title: "Outside working hours",
    what: "The team that owns the slot does not work then, on the clock where it sits.",
    tone: "waiting",
  },
};
