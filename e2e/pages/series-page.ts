import { expect, type Locator, type Page } from "@playwright/test";

/** A window's page with its openings, and the three ways to change them. */
export class SeriesPage {
  constructor(private readonly page: Page) {}

  async go(windowId: string): Promise<void> {
    await this.page.goto(`/settings/windows/${windowId}`);
    await expect(this.openings.first()).toBeVisible();
  }

  get openings(): Locator {
    return this.page.getByRole("list", { name: "Coming openings" }).getByRole("listitem");
  }

  /** Chooses how far a change of the opening reaches. */
  async change(opening: number, reach: "This one…" | "This and following…" | "All openings…"): Promise<void> {
    await this.openings
      .nth(opening)
      .getByRole("button", { name: /^Change/ })
      .click();
    await this.page.getByRole("menuitem", { name: reach, exact: true }).click();
  }

  get dialog(): Locator {
    return this.page.getByRole("dialog");
  }

  /** What the form works out about booked slots while it is written. */
  get bookedSlots(): Locator {
    return this.page.getByRole("region", { name: "Booked slots" });
  }

  get nextOpenings(): Locator {
    return this.page.getByRole("region", { name: "Next openings" });
  }

  async startAt(time: string): Promise<void> {
    await this.page.getByLabel("Starts at").fill(time);
  }

  async save(label: "Save the window" | "Save from here on"): Promise<void> {
    await this.page.getByRole("button", { name: label }).first().click();
  }
}
