/** A program of the production build that a part has started. */
export type RunningProgram = {
  pid: number;
  /** Ends it with SIGTERM and waits. A part that forgets is no harm: what it leaves is stopped after it. */
  stop: () => Promise<void>;
};

export type RunningWeb = RunningProgram & { url: string };

export type BenchContext = {
  /** A migrated database without rows, of this part alone, on a Postgres with its normal, durable settings (fsync on). */
  databaseUrl: string;
  /** `SIGNALBOX_SECRET` of every process of the run, this one included: sealed secrets and session cookies fit together. */
  secret: string;
  /** Starts the worker of the production build on this database; resolves when its heartbeat is in the database. */
  startWorker: (env?: Record<string, string>) => Promise<RunningProgram>;
  /** Starts the web server of the production build on this database; resolves when it answers. */
  startWeb: (env?: Record<string, string>) => Promise<RunningWeb>;
  /** Says on the terminal what is done now; figures are printed by the frame. */
  say: (line: string) => void;
};

export type Figure = {
  /** What was measured, short: "lateness p99, 1 slot". */
  name: string;
  unit: "ms" | "s" | "/s" | "KB" | "MB" | "nodes" | "%" | "days";
  value: number;
  /** The same work without the product, measured in the same run. */
  yardstick: { name: string; value: number };
  /** What the value is limited by, as far as it was measured: "fsync of one commit per booking". */
  boundBy: string;
  /** The most (or for `/s` the least) the figure is meant to be; a worse one is marked. */
  aim?: number;
  /** For a share that is wrong in both directions: the least and the most that it is meant to be. */
  within?: readonly [number, number];
};

/** One subject of `npm run bench`, in a file of its own; bench/main.ts runs them in turn, each on a fresh database. */
export type BenchPart = {
  name: string;
  run: (context: BenchContext) => Promise<Figure[]>;
};
