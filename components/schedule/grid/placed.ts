import type { MinuteSpan } from "./hour-scale";
import type { Share } from "./side-by-side";

/** The part of something that lies in one day, and whether it goes on at the other side of midnight. */
export type Piece<T> = MinuteSpan & { of: T; fromBefore: boolean; toAfter: boolean };
export type Placed<T> = Piece<T> & Share;
