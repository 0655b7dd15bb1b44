import { uuid } from "@/lib/fields";
import { parseInstant } from "@/lib/time/instant";

/** A place in a list that is ordered by an instant and then by id. */
export type CursorPlace = { at: Date; id: string };

export function writeCursor(at: Date, id: string): string {
  return `${at.toISOString()}_${id}`;
}

/** Null when the text is no cursor of ours: it comes from outside. */
export function readCursor(cursor: string): CursorPlace | null {
  const [time = "", id = ""] = cursor.split("_");
  const at = parseInstant(time);
  return at === undefined || !uuid.safeParse(id).success ? null : { at, id };
}
