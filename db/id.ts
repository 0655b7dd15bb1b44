import { uuidv7 } from "uuidv7";

/** A new UUIDv7: sorts by time of creation, so primary keys append to their index. */
export function newId(): string {
  return uuidv7();
}
