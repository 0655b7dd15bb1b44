import type { ComboboxOption } from "@/components/ui/combobox";
import { windowsZones } from "@/lib/time/windows-zones";
import { isZone } from "@/lib/time/zone";

/** A zone as a list offers it: found by what Windows, Outlook and Exchange call it, too. */
export function zoneOption(zone: string): ComboboxOption {
  const aliases = windowsZones.filter(([, meant]) => meant === zone).map(([name]) => name);
  return { value: zone, label: zone.replaceAll("_", " "), ...(aliases.length > 0 && { aliases }) };
}

/**
 * The zones that can be chosen, UTC first, of those that a browser names. Browsers name some by what they were called long ago
 * (Asia/Calcutta); those that Windows names stand for are offered under their names of today as well.
 */
export function zoneOptions(named: readonly string[]): ComboboxOption[] {
  const all = [...named, ...windowsZones.map(([, zone]) => zone)];
  const zones = new Set(all.filter((zone) => zone !== "UTC" && isZone(zone)));
  return ["UTC", ...[...zones].sort()].map(zoneOption);
}
