/** What a release goes through on its way out, in this order; a rejection leads from testing to rework and back to waiting. */
export const phases = ["making", "waiting", "testing", "rework", "approving", "timetable"] as const;
export type Phase = (typeof phases)[number];

/** Said after "waits most for". */
export const phaseWords: Readonly<Record<Phase, string>> = {
  making: "its first build",
  waiting: "a tester to take it",
  testing: "QA to finish testing",
  rework: "what QA sends back",
  approving: "signatures",
  timetable: "the next opening",
};
