import { expect, type Page } from "@playwright/test";

type OneOpening = { name: string; day: string; time: string; minutes: number; grid: string; environment?: string };

/** The windows of each environment, and the form that sets one up. */
export class WindowPage {
  constructor(private readonly page: Page) {}

  /** A window that opens once, filled in as a person would. */
  async setUpOnce({ name, day, time, minutes, grid, environment = "Production" }: OneOpening): Promise<void> {
    const { page } = this;
    await page.goto("/settings/windows");
    await page.getByRole("link", { name: "New window" }).first().click();
    await page.getByLabel("Environment").selectOption(environment);
    await page.getByLabel("Name").fill(name);
    await page.getByLabel("Repeats").selectOption({ label: "Once" });
    await page.getByLabel("Day", { exact: true }).fill(day);
    await page.getByLabel("Starts at").fill(time);
    await page.getByLabel("Lasts, hours").fill(String(Math.floor(minutes / 60)));
    await page.getByLabel("and minutes").fill(String(minutes % 60));
    await page.getByLabel("Lanes").fill("1");
    await page.getByLabel("Grid").selectOption({ label: grid });
    await page.getByLabel("Latest booking").selectOption({ label: "up to the last minute" });
    await page.getByRole("button", { name: "Set up the window" }).click();
    await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  }
}
