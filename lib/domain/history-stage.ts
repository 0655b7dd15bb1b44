/** What a foreign state means in our words; `left_out`: time in it belongs to none of them. */
export const historyStages = [
  "development",
  "waiting",
  "testing",
  "with_dev",
  "accepted",
  "released",
  "left_out",
] as const;
export type HistoryStage = (typeof historyStages)[number];

/** Words in the names of states, the most telling first. */
const words: readonly (readonly [RegExp, HistoryStage])[] = [
  [/\b(cancel|abandon|duplicate|invalid|won'?t|unmatched)/i, "left_out"],
  [/(ready for|ready to|to be|awaiting|waiting for) (dev|develop)/i, "development"],
  [/(ready for|ready to|awaiting|waiting for) (release|deploy)/i, "accepted"],
  [/^(closed?|completed?|released?|deployed|shipped|live|in production|done)\b/i, "released"],
  [/(rejected|re-?open|rework|returned|sent back|failed|to fix|fixing|anomaly)/i, "with_dev"],
  [/^(develop|analy[sz]e|implement)/i, "development"],
  [/(ready (for|to) |queued?|awaiting|wait|to ?do|backlog|open|\bnew\b|assign seriousness|pending|insert)/i, "waiting"],
  [/^resolve\b/i, "accepted"],
  [/(test|\bqa\b|verify|verification|review|take in charge|upgrade|validat|intervention|^accept$)/i, "testing"],
  [/(approved|resolved?|verified|passed)/i, "accepted"],
  [/(develop|implement|coding|analy[sz]e|design)/i, "development"],
  [/(in progress|assigned|accepted)/i, "testing"],
];

/**
 * What a state of another tool most likely means, or `undefined` when its name tells nothing. A guess: people see it and correct it
 * before it counts.
 */
export function guessStage(state: string): HistoryStage | undefined {
  return words.find(([pattern]) => pattern.test(state))?.[1];
}
