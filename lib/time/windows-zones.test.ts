import { describe, expect, it } from "vitest";
import { ianaZoneOf, windowsZones } from "./windows-zones";
import { isZone } from "./zone";

describe("the zone that another program means", () => {
  it.each(windowsZones)("%s is %s, a zone that this system knows", (name, zone) => {
    expect(ianaZoneOf(name)).toBe(zone);
    expect(isZone(zone)).toBe(true);
  });

  it.each([
    ["w. europe standard time", "Europe/Berlin"],
    ['"Romance Standard Time"', "Europe/Paris"],
    ["/mozilla.org/20050126_1/Europe/Berlin", "Europe/Berlin"],
    ["Europe/Berlin", "Europe/Berlin"],
    ["Etc/UTC", "UTC"],
    ["GMT", "UTC"],
  ])("%s is %s", (written, zone) => {
    expect(ianaZoneOf(written)).toBe(zone);
  });

  it.each(["Nowhere/Middle", "custom_America/New_York", "CET-1", "+01:00", "", "__proto__"])(
    "%j cannot be told",
    (written) => {
      expect(ianaZoneOf(written)).toBeUndefined();
    },
  );
});
