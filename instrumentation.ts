/** How long requests may take to finish after the process was told to stop. */
const drainMilliseconds = 5_000;

/** Next calls this once, when the server starts. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { closeAllStreams } = await import("@/lib/rpc/open-streams");
  const stop = () => {
    // Next lets requests finish and then exits, but an event stream never finishes.
    closeAllStreams();
    setTimeout(() => process.exit(0), drainMilliseconds).unref();
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
}
