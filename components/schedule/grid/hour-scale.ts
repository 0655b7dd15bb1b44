/** A stretch of a day in minutes of its wall clock: 0 to 1440. */
export type MinuteSpan = { from: number; to: number };

/** A piece of the hour axis: hours drawn to one scale, or hours folded into one strip. */
export type AxisPiece = MinuteSpan & {
  kind: "open" | "folded";
  top: number;
  height: number;
  hourHeight: number;
  unfolded?: boolean;
};

export type HourScale = {
  pieces: AxisPiece[];
  height: number;
  /** Pixels from the top of the axis. */
  yOf: (minute: number) => number;
  /** The minute at so many pixels from the top, and the other way round. */
  minuteAt: (y: number) => number;
};

const day = 1440;
const foldedHeight = 24;
/** Fewer closed hours than this stay as they are: folding them would save nothing. */
const foldFromHours = 3;
/** So many fit on a screen as they are. Of more, those without slots are drawn lower. */
const fewHours = 14;
const quietHourHeight = 34;
const lowestHour = 18;
const workingDay: MinuteSpan = { from: 8 * 60, to: 18 * 60 };

type HourKind = "closed" | "quiet" | "busy";

/**
 * What each hour holds on any day of the view: slots (`busy`), only open windows or the air around something (`quiet`), nothing
 * (`closed`). Nothing happens at all: a working day is quiet. Without a single slot what is open counts as busy.
 */
function hourKinds(open: readonly MinuteSpan[], slots: readonly MinuteSpan[]): HourKind[] {
  const kinds: HourKind[] = Array.from({ length: 24 }, () => "closed");
  const everything = [...open, ...slots];
  for (const { from, to } of everything.length === 0 ? [workingDay] : everything) {
    kinds.fill("quiet", Math.max(0, Math.floor(from / 60) - 1), Math.min(24, Math.ceil(to / 60) + 1));
  }
  for (const { from, to } of slots.length === 0 ? open : slots) {
    kinds.fill("busy", Math.floor(from / 60), Math.ceil(to / 60));
  }
  return kinds;
}

function runsOf(kinds: readonly HourKind[]): (MinuteSpan & { kind: HourKind })[] {
  const runs: (MinuteSpan & { kind: HourKind })[] = [];
  for (const [hour, kind] of kinds.entries()) {
    const last = runs.at(-1);
    if (last?.kind === kind) last.to = (hour + 1) * 60;
    else runs.push({ from: hour * 60, to: (hour + 1) * 60, kind });
  }
  return runs;
}

export type HourScaleFacts = {
  /** When windows are open. */
  open: readonly MinuteSpan[];
  slots: readonly MinuteSpan[];
  /** The length of the shortest slot. */
  shortestMinutes: number;
  /** The minutes at which strips begin that somebody unfolded. */
  unfolded: ReadonlySet<number>;
  /** On paper: the whole axis in so many pixels. */
  fitInto?: number;
};

/**
 * The hour axis that all days of a view share. Hours in which nothing happens on any day fold into strips, unless they are few
 * or somebody unfolded them. When many are left, those that are open but empty everywhere are drawn lower than those with slots.
 */
export function hourScale({ open, slots, shortestMinutes, unfolded, fitInto }: HourScaleFacts): HourScale {
  const kinds = hourKinds(open, slots);
  const shown = kinds.filter((kind) => kind !== "closed").length;
  const fitting = fitInto === undefined ? undefined : Math.max(lowestHour, fitInto / Math.max(1, shown));
  const busy = fitting ?? busyHourHeight(shown, shortestMinutes);
  const quiet = fitting ?? (shown > fewHours ? Math.min(busy, quietHourHeight) : busy);
  const pieces: AxisPiece[] = [];
  let top = 0;
  for (const { kind, from, to } of runsOf(kinds)) {
    const foldable = kind === "closed" && to - from >= foldFromHours * 60;
    const folded = foldable && !unfolded.has(from);
    const hourHeight = kind === "busy" ? busy : quiet;
    const height = folded ? foldedHeight : ((to - from) / 60) * hourHeight;
    const shape = { kind: folded ? ("folded" as const) : ("open" as const), from, to, top, height, hourHeight };
    pieces.push({ ...shape, ...(foldable && { unfolded: !folded }) });
    top += height;
  }
  const yOf = (minute: number) => {
    const at = Math.min(Math.max(minute, 0), day);
    const piece = pieces.find(({ from, to }) => at >= from && at < to) ?? pieces.at(-1);
    return piece === undefined ? 0 : piece.top + ((at - piece.from) / (piece.to - piece.from)) * piece.height;
  };
  const minuteAt = (y: number) => {
    const at = Math.min(Math.max(y, 0), top);
    const piece = pieces.find((each) => at < each.top + each.height) ?? pieces.at(-1);
    return piece === undefined ? 0 : piece.from + ((at - piece.top) / piece.height) * (piece.to - piece.from);
  };
  return { pieces, height: top, yOf, minuteAt };
}

/**
 * How far to scroll after the axis has changed, because hours came into use or fell out of it, so that what stood `anchor` pixels below the
 * top of the view still stands there.
 */
export function scrollKept(before: HourScale, after: HourScale, scrollTop: number, anchor: number): number {
  const at = scrollTop + anchor;
  const below = Math.max(0, at - before.height);
  return Math.max(0, after.yOf(before.minuteAt(at)) + below - anchor);
}

/** So high that the shortest slot still holds a line of text and a usual week fits on a screen. */
function busyHourHeight(shownHours: number, shortestMinutes: number): number {
  const comfortable = shownHours <= 10 ? 76 : 60;
  const readable = (24 * 60) / Math.max(5, shortestMinutes);
  return Math.round(Math.min(192, Math.max(comfortable, readable)));
}
