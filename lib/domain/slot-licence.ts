import { type ContinuousLicence, continuousLicence } from "./continuous-licence";
import type { ReleaseFacts, SlotFacts } from "./slot-facts";

/**
 * Whether the slot stands on a licence instead of in a window: it was made for services that deploy continuously, in an environment that
 * is closed outside its windows. Where an environment is always open nobody needs one.
 */
export function needsLicence({ slot, environment }: Pick<SlotFacts, "slot" | "environment">): boolean {
  return slot.occurrence === null && slot.origin === "continuous" && !environment.defaultOpen;
}

/** The licence of each service in the slot, as of `instant`. */
export function slotLicences(
  { releases, environment }: Pick<SlotFacts, "releases" | "environment">,
  instant: Date,
): { release: ReleaseFacts; licence: ContinuousLicence }[] {
  return releases.map((release) => ({
    release,
    licence: continuousLicence(
      { name: release.serviceName, cadence: release.cadence },
      release.proofs,
      instant,
      environment.zone,
    ),
  }));
}
