import type { Page } from "@playwright/test";

/** API tokens and share links. */
export class AccessPage {
  constructor(private readonly page: Page) {}

  async go(): Promise<void> {
    await this.page.goto("/settings/access");
  }

  /** Makes a token and reads it off the only dialog that ever shows it. */
  async createToken(name: string, also: readonly string[] = []): Promise<string> {
    const { page } = this;
    await page.getByRole("button", { name: "New token" }).click();
    const form = page.getByRole("dialog", { name: "New API token" });
    await form.getByLabel("Name").fill(name);
    for (const permission of also) await form.getByRole("checkbox", { name: permission }).check();
    await form.getByRole("button", { name: "Make the token" }).click();
    const shown = page.getByRole("dialog", { name: "Copy the token now" });
    const token = await shown.getByLabel("API token").inputValue();
    await shown.getByRole("button", { name: "I have kept it" }).click();
    return token;
  }

  async createShareLink(name: string): Promise<void> {
    const { page } = this;
    await page.getByRole("button", { name: "New share link" }).click();
    const form = page.getByRole("dialog", { name: "New share link" });
    await form.getByLabel("Name").fill(name);
    await form.getByRole("button", { name: "Make the link" }).click();
    await form.waitFor({ state: "hidden" });
  }

  shareLink(name: string) {
    return this.page.getByRole("listitem").filter({ has: this.page.getByRole("heading", { name }) });
  }

  async revoke(name: string): Promise<void> {
    const { page } = this;
    await page.getByRole("button", { name: `Revoke ${name}` }).click();
    const asked = page.getByRole("alertdialog");
    await asked.getByRole("button", { name: /^Revoke the/ }).click();
    await asked.waitFor({ state: "hidden" });
  }
}
