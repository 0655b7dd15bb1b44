import { systemNow } from "@/lib/time/clock";

type Undoable = { undo: () => void; at: number };

/** What was done longer ago is no longer what somebody means who presses undo. */
const freshMillis = 10 * 60_000;
const most = 20;
const done: Undoable[] = [];

/** Remembers how the thing just done is taken back. Returns the function that forgets it: it was taken back, or cannot be any more. */
export function rememberUndo(undo: () => void): () => void {
  const one = { undo, at: systemNow().getTime() };
  done.push(one);
  if (done.length > most) done.shift();
  return () => {
    const place = done.indexOf(one);
    if (place >= 0) done.splice(place, 1);
  };
}

/** Takes back what was done last. False: there is nothing, or it is too long ago. */
export function undoLast(): boolean {
  const last = done.pop();
  if (last === undefined || systemNow().getTime() - last.at > freshMillis) return false;
  last.undo();
  return true;
}
