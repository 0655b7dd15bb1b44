import { describe, expect, it } from "vitest";
import { isStopped, type OpeningClose, overran, reportDeadline, stoppedInWords } from "./opening-close";
import type { OverrunRule } from "./overrun";
import { at } from "./testing/slot-example";

const closing = (overrun: OverrunRule): OpeningClose => ({
  windowName: "Core",
  zone: "Europe/Berlin",
  closesAt: at("24T11:00"),
  overrun,
});
const [before, after] = [at("24T10:59"), at("24T11:01")];

describe("case 9: what is under way when its opening closes", () => {
  it("may finish where the window lets it, and needs no window at all", () => {
    for (const close of [closing("finish"), closing("warn"), null]) {
      expect(reportDeadline(after, close)).toEqual(after);
      expect(isStopped(close, after)).toBe(false);
    }
  });

  it("has until the close where the window stops it, and no longer", () => {
    expect(reportDeadline(after, closing("stop"))).toEqual(at("24T11:00"));
    expect(reportDeadline(before, closing("stop"))).toEqual(before);
    expect([before, at("24T11:00")].map((now) => isStopped(closing("stop"), now))).toEqual([false, true]);
    expect(stoppedInWords(closing("stop"))).toBe(
      "Core closed at Tue 24 Nov 12:00 CET, and stops what is still under way then.",
    );
  });

  it("is told where the window wants people to know: while it goes on, and for good when it ended late", () => {
    expect(overran(closing("warn"), null, before)).toBe(false);
    expect(overran(closing("warn"), null, after)).toBe(true);
    expect(overran(closing("warn"), before, after)).toBe(false);
    expect(overran(closing("warn"), after, at("26T00:00"))).toBe(true);
    expect(overran(closing("finish"), after, after)).toBe(false);
  });
});
