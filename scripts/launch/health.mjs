// @ts-check
import { setTimeout as delay } from "node:timers/promises";
import { Mishap } from "./terminal.mjs";

const HEALTHY_WITHIN_MS = 90_000;

/**
 * @param {number} port
 * @param {AbortSignal} signal
 */
export async function waitUntilHealthy(port, signal) {
  const deadline = performance.now() + HEALTHY_WITHIN_MS;
  let answer = "no answer";
  while (!signal.aborted) {
    try {
      const response = await fetch(`http://127.0.0.1:${port}/api/health`, {
        signal: AbortSignal.any([signal, AbortSignal.timeout(5_000)]),
      });
      if (response.status === 200) return;
      answer = `${response.status} ${await response.text()}`;
    } catch {
      // Not listening yet.
    }
    if (performance.now() > deadline) throw new Mishap(`Signalbox did not become ready: ${answer.slice(0, 500)}`);
    await delay(75, undefined, { signal }).catch(() => undefined);
  }
}
