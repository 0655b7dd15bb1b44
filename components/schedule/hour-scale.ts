/** A stretch of a day in minutes of its wall clock: 0 to 1440. */
export type MinuteSpan = { from: number; to: number };

/** A piece of the hour axis: hours drawn to scale, or hours folded into one strip. */
export type AxisPiece = MinuteSpan & { kind: "open" | "folded"; top: number; height: number; unfolded?: boolean };

export type HourScale = {
  pieces: AxisPiece[];
  height: number;
  hourHeight: number;
  /** Pixels from the top of the axis. */
  yOf: (minute: number) => number;
};

const day = 1440;
const foldedHeight = 24;
/** Fewer closed hours than this stay as they are: folding them would save nothing. */
const foldFromHours = 3;
const workingDay: MinuteSpan = { from: 8 * 60, to: 18 * 60 };

/** The hours that stay open: an hour of air around everything that happens. Nothing happens: a working day. */
function busyHours(spans: readonly MinuteSpan[]): boolean[] {
  const busy = Array.from({ length: 24 }, () => false);
  for (const { from, to } of spans.length === 0 ? [workingDay] : spans) {
    const first = Math.max(0, Math.floor(from / 60) - 1);
    const last = Math.min(24, Math.ceil(to / 60) + 1);
    busy.fill(true, first, last);
  }
  return busy;
}

function runsOf(busy: readonly boolean[]): (MinuteSpan & { busy: boolean })[] {
  const runs: (MinuteSpan & { busy: boolean })[] = [];
  for (const [hour, isBusy] of busy.entries()) {
    const last = runs.at(-1);
    if (last?.busy === isBusy) last.to = (hour + 1) * 60;
    else runs.push({ from: hour * 60, to: (hour + 1) * 60, busy: isBusy });
  }
  return runs;
}

/**
 * The hour axis that all days of a view share. Hours in which nothing happens on any day fold into strips, unless they are few
 * or somebody unfolded them (`unfolded` holds the minute at which a strip begins).
 */
export function hourScale(
  spans: readonly MinuteSpan[],
  { hourHeight, unfolded }: { hourHeight: number; unfolded: ReadonlySet<number> },
): HourScale {
  const pieces: AxisPiece[] = [];
  let top = 0;
  for (const { busy, from, to } of runsOf(busyHours(spans))) {
    const foldable = !busy && to - from >= foldFromHours * 60;
    const folded = foldable && !unfolded.has(from);
    const height = folded ? foldedHeight : ((to - from) / 60) * hourHeight;
    pieces.push({ kind: folded ? "folded" : "open", from, to, top, height, ...(foldable && { unfolded: !folded }) });
    top += height;
  }
  const yOf = (minute: number) => {
    const at = Math.min(Math.max(minute, 0), day);
    const piece = pieces.find(({ from, to }) => at >= from && at < to) ?? pieces.at(-1);
    return piece === undefined ? 0 : piece.top + ((at - piece.from) / (piece.to - piece.from)) * piece.height;
  };
  return { pieces, height: top, hourHeight, yOf };
}

/** How high an hour is drawn, so that the shortest slot still holds a line of text and a quiet week fits on a screen. */
export function hourHeightFor(spans: readonly MinuteSpan[], shortestMinutes: number): number {
  const openHours = busyHours(spans).filter(Boolean).length;
  const comfortable = openHours <= 10 ? 76 : openHours <= 14 ? 60 : 48;
  const readable = (24 * 60) / Math.max(5, shortestMinutes);
  return Math.round(Math.min(192, Math.max(comfortable, readable)));
}
