import type { Page, Browser as PlaywrightBrowser } from "@playwright/test";

type TraceEvent = {
  name: string;
  ph: string;
  ts: number;
  dur?: number;
  tdur?: number;
  tid: number;
  pid: number;
  args?: unknown;
};
type Point = { x: number; y: number };

const steps = 40;
/** Long enough for all that a step sets off to happen before the next one. */
const betweenMillis = 60;

/**
 * What the main thread of the page works for each step of a drag (scripts, style, layout, painting), in milliseconds; waiting for the
 * next frame is no work and does not count. The mouse goes down at a point and then to and fro, some pixels at a time.
 */
export async function dragSteps(browser: PlaywrightBrowser, page: Page, from: Point): Promise<number[]> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  // The first steps take things up and are compiled; what is measured is the steps of a hand that carries.
  for (let step = 1; step <= 10; step++) await moveTo(page, from, step);
  await browser.startTracing(page, { categories: ["devtools.timeline", "disabled-by-default-devtools.timeline"] });
  for (let step = 11; step <= 10 + steps; step++) await moveTo(page, from, step);
  const trace = JSON.parse((await browser.stopTracing()).toString("utf8")) as { traceEvents: TraceEvent[] };
  await page.keyboard.press("Escape");
  await page.mouse.up();
  return workBySteps(trace.traceEvents);
}

async function moveTo(page: Page, from: Point, step: number): Promise<void> {
  const down = Math.abs(((step * 7) % 280) - 140);
  await page.mouse.move(from.x + (step % 16) * 5, from.y + down);
  await page.waitForTimeout(betweenMillis);
}

/** The tasks of the thread that hears the mouse, summed up from one move of it to the next. */
function workBySteps(events: readonly TraceEvent[]): number[] {
  const isMove = ({ name, args }: TraceEvent) =>
    name === "EventDispatch" && (args as { data?: { type?: string } }).data?.type === "pointermove";
  const moves = events.filter(isMove).sort((a, b) => a.ts - b.ts);
  const [first] = moves;
  if (first === undefined) throw new Error("the page heard no move");
  const tasks = events.filter(
    ({ name, ph, tid, pid }) => ph === "X" && name === "RunTask" && tid === first.tid && pid === first.pid,
  );
  const heard = moves
    .filter(({ ts }, index) => index === 0 || ts - (moves[index - 1]?.ts ?? 0) > (betweenMillis / 2) * 1000)
    // The task that hears a move began a little before it, and belongs to that move alone.
    .map(({ ts }) => tasks.find((task) => task.ts <= ts && ts < task.ts + (task.dur ?? 0))?.ts ?? ts);
  const steps = heard.slice(0, -1).map((start, index) => {
    const end = heard[index + 1] ?? Number.POSITIVE_INFINITY;
    const own = tasks.filter((task) => task.ts >= start && task.ts < end);
    // The processor's time for it: what the machine did for others meanwhile is not the page's.
    return own.reduce((sum, { dur, tdur }) => sum + (tdur ?? dur ?? 0), 0) / 1000;
  });
  // Beginning to trace draws the whole page anew; that is the measuring and not the step.
  return steps.slice(1);
}
