import type { Page } from "@playwright/test";

/** Who works here, and inviting somebody. */
export class PeoplePage {
  constructor(private readonly page: Page) {}

  async go(): Promise<void> {
    await this.page.goto("/settings/people");
  }

  /** Returns the link that the dialog shows once. */
  async invite(email: string, role: string): Promise<string> {
    const { page } = this;
    await page.getByRole("button", { name: "Invite" }).first().click();
    const form = page.getByRole("dialog", { name: "Invite somebody" });
    await form.getByLabel("E-mail").fill(email);
    await form.getByLabel("Role").selectOption({ label: role });
    await form.getByRole("button", { name: "Make the link" }).click();
    const shown = page.getByRole("dialog", { name: "Send this link" });
    const link = await shown.getByLabel("Invitation link").inputValue();
    await shown.getByRole("button", { name: "Done" }).click();
    return link;
  }

  row(name: string) {
    return this.page.getByRole("row").filter({ hasText: name });
  }
}
