import type { Page } from "@playwright/test";

export class SignInPage {
  constructor(private readonly page: Page) {}

  get email() {
    return this.page.getByLabel("E-mail");
  }

  get problem() {
    return this.page.getByRole("alert").filter({ hasText: /\S/ });
  }

  async go(path = "/sign-in"): Promise<void> {
    await this.page.goto(path);
  }

  async withPassword(email: string, password: string): Promise<void> {
    await this.email.fill(email);
    await this.page.getByLabel("Password").fill(password);
    await this.page.getByRole("button", { name: "Sign in", exact: true }).click();
  }

  /** The demo's one click: "Developer", "QA", "Release manager" … Ends on the page one asked for, when it has loaded. */
  async lookAroundAs(role: string): Promise<void> {
    await this.page.getByRole("button", { name: new RegExp(`^${role}`) }).click();
    await this.page.waitForURL((url) => url.pathname !== "/sign-in");
  }
}
