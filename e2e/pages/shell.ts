import type { Page } from "@playwright/test";

/** What surrounds every page of a member: navigation, the demo's banner, the menu of whoever is signed in. */
export class Shell {
  constructor(private readonly page: Page) {}

  get navigation() {
    return this.page.getByRole("navigation", { name: "Main" });
  }

  get role() {
    return this.page.getByLabel("You are");
  }

  async goTo(name: string): Promise<void> {
    await this.navigation.getByRole("link", { name }).click();
  }

  notice(text: string | RegExp) {
    return this.page
      .getByRole("region", { name: /Notifications/ })
      .getByRole("listitem")
      .filter({ hasText: text });
  }
}
