/** What became of one point of a test plan. `not_applicable` needs a word why. */
export const testItemStates = ["open", "passed", "failed", "not_applicable"] as const;
export type TestItemState = (typeof testItemStates)[number];

export const areaVerdicts = ["passed", "failed"] as const;
export type AreaVerdict = (typeof areaVerdicts)[number];
