/** Days for P50, P85 and P95. */
export type Marks = readonly [number, number, number];

/** One question about the past whose answer is known. `now` in days since 1970; the baseline is the plain bootstrap's answer. */
export type Question = { now: number; actual: number; baseline: Marks | null } & (
  | { kind: "next completions"; count: number }
  | { kind: "one item"; itemId: string }
);
