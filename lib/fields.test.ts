import { describe, expect, it } from "vitest";
import { zone } from "./fields";

const said = (text: string) => zone.safeParse(text).error?.issues[0]?.message;

describe("a time zone in an input", () => {
  it("in the words of Windows is refused with the IANA name that is meant", () => {
    expect(said("W. Europe Standard Time")).toBe(
      'must be an IANA time zone, such as Europe/Berlin, which "W. Europe Standard Time" is',
    );
    expect(said("Eastern Standard Time")).toContain("America/New_York");
  });

  it("that nobody knows is refused with an example", () => {
    expect(said("Middle/Earth")).toBe("must be an IANA time zone, such as Europe/Berlin");
  });
});
