import type { Page } from "@playwright/test";

/** What comes from outside: windows of other programs, and calendars; both are seen before they are kept. */
export class ImportPage {
  constructor(private readonly page: Page) {}

  async goToWindows(): Promise<void> {
    await this.page.goto("/settings/windows");
    await this.page.getByRole("link", { name: "Import windows" }).click();
    await this.page.waitForURL("**/settings/windows/import");
  }

  async showWindows(text: string): Promise<void> {
    await this.page.getByRole("textbox", { name: "Windows to import" }).fill(text);
    await this.page.getByRole("button", { name: "Show what they mean" }).click();
  }

  /** One window of the text, by its name. */
  window(name: string) {
    return this.page.locator("section").filter({ has: this.page.getByRole("heading", { name, exact: true }) });
  }

  /** For this environment instead of the one that is proposed. */
  async only(name: string, environment: string): Promise<void> {
    const environments = this.window(name).getByRole("group", { name: "Environments" });
    for (const checked of await environments.getByRole("checkbox", { checked: true }).all()) await checked.uncheck();
    await environments.getByRole("checkbox", { name: environment }).check();
  }

  async takeOver(count: number): Promise<void> {
    await this.page.getByRole("button", { name: `Take ${count} over` }).click();
    await this.page
      .getByRole("status")
      .filter({ hasText: /(?:window|freeze)s? taken over/ })
      .waitFor();
  }

  async goToNewCalendar(): Promise<void> {
    await this.page.goto("/settings/calendars");
    await this.page.getByRole("link", { name: "Add a calendar" }).click();
    await this.page.waitForURL("**/settings/calendars/new");
  }

  async showCalendar(text: string): Promise<void> {
    await this.page.getByRole("textbox", { name: "Calendar text" }).fill(text);
    await this.page.getByRole("button", { name: "Show what is in it" }).click();
  }

  get faults() {
    return this.page.getByRole("alert").filter({ hasText: "The calendar cannot be read" });
  }

  get events() {
    return this.page.getByRole("list", { name: "Next events" });
  }

  async addCalendar(name: string): Promise<void> {
    await this.page.getByRole("textbox", { name: "Name" }).fill(name);
    await this.page.getByRole("button", { name: "Add the calendar" }).click();
    await this.page.getByRole("heading", { name, level: 1 }).waitFor();
  }
}
