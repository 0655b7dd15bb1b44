import { systemNow } from "@/lib/time/clock";
import { type Change, changesSince, followChanges } from "./change-hub";
import { addOpenStream } from "./open-streams";

const heartbeatMillis = 15_000;

type Listener = {
  mayHear: (change: Change) => boolean;
  /** From when on it has heard nothing: when its page was begun, or the last word that reached it. */
  since?: Date;
  signal: AbortSignal;
};

/**
 * An event stream (SSE) of changes that `mayHear` lets through. It begins with `retry`, so that a browser that lost us asks
 * again after two seconds, and with what happened before it was open and has not been heard: single changes, nothing (`none`), or,
 * where that is not known, one event for everything. Thereby nothing is ever missed. Each word carries the moment as its id, which a
 * browser names when it comes back.
 */
export function changeStream({ mayHear, since, signal }: Listener): Response {
  const encoder = new TextEncoder();
  let end = () => {};
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const send = (text: string) => controller.enqueue(encoder.encode(text));
      const tell = (change: Change) => {
        if (mayHear(change)) send(`id: ${systemNow().getTime()}\ndata: ${JSON.stringify(change)}\n\n`);
      };
      send("retry: 2000\n\n");
      const missed = since === undefined ? undefined : changesSince(since);
      const first: Change[] = missed === undefined ? [{ noun: "all" }] : [{ noun: "none" }, ...missed];
      // In the same breath, so that nothing comes between what is told now and what is heard from now on.
      const unfollow = followChanges(tell);
      // Only when all of it is told does the id move on: who loses the stream in between is told all of it again.
      for (const change of first) if (mayHear(change)) send(`data: ${JSON.stringify(change)}\n\n`);
      send(`id: ${systemNow().getTime()}\n\n`);
      // Without data it is no event, and yet moves the id on.
      const heartbeat = setInterval(() => send(`id: ${systemNow().getTime()}\n: still here\n\n`), heartbeatMillis);
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
