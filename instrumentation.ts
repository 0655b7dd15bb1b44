/** Next calls this once, when the server starts. */
export async function register(): Promise<void> {
  // Imported only here: Next also looks at this file for its edge runtime, which has no processes.
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { stopOnSignal } = await import("@/lib/rpc/stop-web");
    stopOnSignal();
  }
}
