import { type Change, followChanges } from "./change-hub";
import { addOpenStream } from "./open-streams";

const heartbeatMillis = 15_000;

/**
 * An event stream (SSE) of changes that `mayHear` lets through. It begins with `retry`, so that a browser that lost us asks
 * again after two seconds, and with one event for everything: what happened before it was open is thereby never missed.
 */
export function changeStream(mayHear: (change: Change) => boolean, signal: AbortSignal): Response {
  const encoder = new TextEncoder();
  let end = () => {};
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const send = (text: string) => controller.enqueue(encoder.encode(text));
      const tell = (change: Change) => {
        if (mayHear(change)) send(`data: ${JSON.stringify(change)}\n\n`);
      };
      send("retry: 2000\n\n");
      tell({ noun: "all" });
      const heartbeat = setInterval(() => send(": still here\n\n"), heartbeatMillis);
      const unfollow = followChanges(tell);
      const forget = addOpenStream(() => {
        end();
        controller.close();
      });
      end = () => {
        clearInterval(heartbeat);
        unfollow();
        forget();
      };
    },
    cancel: () => end(),
  });
  signal.addEventListener("abort", () => end(), { once: true });
  return new Response(body, {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-cache, no-transform",
      // nginx would hold events back until its buffer is full.
      "x-accel-buffering": "no",
    },
  });
}
