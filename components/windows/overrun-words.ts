import type { OverrunRule } from "@/lib/domain/overrun";

/** What a window does at its close with deployments that are still under way. */
export const overrunWords: Record<OverrunRule, { name: string; hint: string }> = {
  finish: { name: "Let them finish", hint: "They go on to their own end." },
  warn: {
    name: "Let them finish, and tell people",
    hint: "The slot, the deployment and the history say that it took longer.",
  },
  stop: { name: "Stop at the close", hint: "No further call is made; what has not ended counts as timed out." },
};
