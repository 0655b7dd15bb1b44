import { describe, expect, it } from "vitest";
import { optionsFor } from "@/components/ui/option-matches";
import { windowsZones } from "@/lib/time/windows-zones";
import { zoneOptions } from "./zone-options";

const options = zoneOptions(Intl.supportedValuesOf("timeZone"));

describe("the time zones that can be chosen", () => {
  it.each(windowsZones)("offer for %s the zone that is meant, before any other", (name, zone) => {
    expect(optionsFor(options, name)[0]).toMatchObject({ value: zone, hint: name });
  });

  it("stay a plain list, each once, until a Windows name is typed", () => {
    expect(options.filter(({ hint }) => hint !== undefined)).toEqual([]);
    expect(new Set(options.map(({ value }) => value)).size).toBe(options.length);
    expect(optionsFor(options, "berlin")).toMatchObject([{ label: "Europe/Berlin" }]);
  });
});
