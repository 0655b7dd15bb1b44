import type { Reader } from "@/db/client";
import { type Actor, isMember, readScope } from "@/lib/auth/actor";
import { openShareLink } from "@/lib/auth/share-token";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { loadInstallation } from "@/lib/people/queries/installation";
import type { DepartureScope } from "@/lib/slots/queries/departures";
import { findEnvironment } from "./places";

export type DepartureView = {
  scope: DepartureScope;
  organisationName: string;
  environmentName: string | null;
  zone: string;
};

/**
 * What the asker may see of the departures, and in which zone. A share link's environment cannot be left by asking for another one.
 * Refuses with `not_signed_in`, and like `openShareLink`.
 */
export async function departureView(
  reader: Reader,
  actor: Actor,
  asked: { share?: string; environmentId?: string },
  now: Date,
): Promise<Result<DepartureView>> {
  const scope = await scopeOf(reader, actor, asked, now);
  if (!scope.ok) return scope;
  const { environmentId } = scope.value;
  const environment = environmentId === null ? undefined : await findEnvironment(reader, environmentId);
  if (environmentId !== null && !environment) return refuse("not_found", "There is no such environment.");
  const { organisationName, zone } = await loadInstallation(reader);
  return accept({
    scope: scope.value,
    organisationName,
    environmentName: environment?.name ?? null,
    // A member reads times in their own zone, a board on the wall in that of the place it speaks of.
    zone: asked.share === undefined && isMember(actor) ? actor.zone : (environment?.zone ?? zone),
  });
}

async function scopeOf(
  reader: Reader,
  actor: Actor,
  { share, environmentId }: { share?: string; environmentId?: string },
  now: Date,
): Promise<Result<DepartureScope>> {
  if (share !== undefined) {
    const link = await openShareLink(reader, share, now);
    if (!link.ok) return link;
    const only = link.value.environmentId;
    if (only !== null && environmentId !== undefined && environmentId !== only)
      return refuse("not_found", "There is no such environment.");
    return accept({ reach: "all", environmentId: only ?? environmentId ?? null });
  }
  if (!isMember(actor)) return refuse("not_signed_in", "Sign in, or use a share link.");
  return accept({ reach: readScope(actor), environmentId: environmentId ?? null });
}
