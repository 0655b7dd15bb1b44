import type { Cadence } from "@/lib/domain/service-cadence";

type CadenceWords = {
  name: string;
  /** What it means, in a line: under the choice. */
  hint: string;
  /** What follows from it, for whoever ships the service. */
  follows: readonly string[];
};

/** The four ways to ship, as a choice that a person understands. */
export const cadenceWords: Record<Cadence, CadenceWords> = {
  slow: {
    name: "Slow",
    hint: "A few windows a week or a month. Each release books a slot in one of them.",
    follows: [
      "A release leaves in a slot that somebody booked ahead.",
      "Every slot is signed by those whom the policy of the environment asks.",
    ],
  },
  train: {
    name: "Train",
    hint: "A shared timetable: what is ready at the cut-off leaves, what is not leaves with the next one.",
    follows: [
      "It leaves with others at times that everybody knows.",
      "Who misses the cut-off is moved to the next departure and never lost.",
    ],
  },
  quick: {
    name: "Quick",
    hint: "Many windows and slots a day, booked by the team itself. What is routine may be signed beforehand.",
    follows: [
      "The team books for itself, as late as the window lets it.",
      "A standing approval signs what is routine; only what goes beyond it waits for a person.",
    ],
  },
  continuous: {
    name: "Continuous",
    hint: "At any time, outside freezes, while four proofs hold: automated deployment, regression tests, toggles, self-recovery.",
    follows: [
      "“Deploy now” opens a slot of its own; no window is needed.",
      "A passed regression run may accept a build in a tester's place.",
      "When a proof fails or expires it ships through windows again, by itself, until all four hold.",
    ],
  },
};
