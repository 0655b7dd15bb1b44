import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { AbsentThing } from "./absent-thing";

/** As a browser gets it from any door. */
const refusedWith = (status: number, message: string) =>
  Object.assign(new Error(message), { code: "refused", status, data: { rules: [] } });
const crumbs = [{ label: "Windows", href: "/settings/windows" }];
const shown = (error: Error | null) =>
  renderToStaticMarkup(<AbsentThing what="window" crumbs={crumbs} error={error} />).replace(/<[^>]*>/g, "|");

describe("a thing that is not there", () => {
  it("is on its way, under the head of its page", () => {
    expect(shown(null)).toMatch(/Windows.*Window.*Loading the window/);
  });

  it("cannot be shown, and says why", () => {
    expect(shown(refusedWith(403, "You may not."))).toMatch(/Window.*The window cannot be shown.*You may not\./);
  });

  it.each([400, 404])(
    "is nowhere at all when the answer is %i: an address that leads nowhere tells nobody apart",
    (status) => {
      const words = shown(refusedWith(status, "There is no such window."));
      expect(words).toContain("Nothing runs on this track");
      expect(words).not.toContain("There is no such window.");
    },
  );
});
