import { type Actor, isMember } from "@/lib/auth/actor";
import type { Booker } from "@/lib/domain/booking-facts";
import { accept, type Result, refuse } from "@/lib/domain/refusal";

/** The actor as whoever books: with the teams they may book for, a token's owner in place of the token. */
export function bookerOf(actor: Actor): Result<Booker> {
  if (!isMember(actor)) return refuse("not_signed_in", "Sign in first.");
  return accept({ personId: actor.personId, reach: actor.permissions.get("slot.book") ?? [] });
}
