import { closeAllStreams } from "./open-streams";

/** How long requests may take to finish after the process was told to stop. */
const drainMilliseconds = 5_000;

/** Makes the web process able to stop: Next lets requests finish and then exits, but an event stream never finishes. */
export function stopOnSignal(): void {
  const stop = () => {
    closeAllStreams();
    setTimeout(() => process.exit(0), drainMilliseconds).unref();
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
}
