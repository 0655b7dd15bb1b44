/**
 * Event streams never end by themselves, and a server that waits for them never stops. Whoever opens one registers how to
 * close it; the process closes all of them when it is told to stop.
 *
 * Kept on globalThis because Next bundles the routes and instrumentation.ts apart, each with its own copy of this module.
 */
const key = Symbol.for("signalbox.openStreams");
const holder = globalThis as typeof globalThis & { [key]?: Set<() => void> };
holder[key] ??= new Set();
const streams = holder[key];

/**
 * @param close ends the stream; called at most once, and not after it was removed
 * @returns removes the stream from the registry, for when it ends by itself
 */
export function addOpenStream(close: () => void): () => void {
  streams.add(close);
  return () => {
    streams.delete(close);
  };
}

/** Ends every open stream. Browsers connect again by themselves, to the next process. */
export function closeAllStreams(): void {
  for (const close of streams) {
    streams.delete(close);
    close();
  }
}
