import type { Page } from "@playwright/test";

/** The two forms by which somebody gets in for the first time: set-up of the installation, and an invitation. */
export class JoiningPage {
  constructor(private readonly page: Page) {}

  async setUp(person: { token: string; organisation: string; name: string; email: string; password: string }) {
    const { page } = this;
    await page.getByLabel("Set-up token").fill(person.token);
    await page.getByLabel("Organisation", { exact: true }).fill(person.organisation);
    await page.getByLabel("Your name").fill(person.name);
    await page.getByLabel("E-mail").fill(person.email);
    await page.getByLabel("Password", { exact: true }).fill(person.password);
    await page.getByRole("button", { name: "Set up Signalbox" }).click();
    await page.waitForURL("**/schedule");
  }

  async join(link: string, name: string, password: string): Promise<void> {
    await this.page.goto(link);
    await this.joinAs(name, password);
    await this.page.waitForURL("**/schedule");
  }

  /** Fills in what an invitation asks for, and sends it. */
  async joinAs(name: string, password: string): Promise<void> {
    const { page } = this;
    await page.getByLabel("Your name").fill(name);
    await page.getByLabel("Password", { exact: true }).fill(password);
    await page.getByRole("button", { name: "Join" }).click();
  }
}
