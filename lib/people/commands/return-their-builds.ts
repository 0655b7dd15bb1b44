import type { Tx } from "@/db/client";
import { addJob } from "@/lib/jobs/enqueue";

/** Has the worker give back to the queue what somebody has in test and may not judge any more. */
export const returnTheirBuilds = (tx: Tx, personId: string) =>
  addJob(tx, "return_builds", { personId }, { key: `return_builds:${personId}` });
