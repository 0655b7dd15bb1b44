import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { FormPage } from "./form-page";

const broken = new Error("no connection");
const shown = (error: Error | null, form: string | undefined) =>
  renderToStaticMarkup(
    <FormPage title="New freeze" crumbs={[]} error={error}>
      {form}
    </FormPage>,
  );

describe("the page around a form", () => {
  it("says why there is no form, and keeps one that is there though a later look fails", () => {
    expect(shown(broken, undefined)).toContain("The form cannot be shown");
    expect(shown(broken, "the form")).toContain("the form");
    expect(shown(broken, "the form")).not.toContain("cannot be shown");
    expect(shown(null, undefined)).toContain("animate-breathe");
  });
});
