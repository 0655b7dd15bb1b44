import type { Page } from "@playwright/test";

/** One deployment: its way, what happened, the way back. */
export class DeploymentPage {
  constructor(private readonly page: Page) {}

  get way() {
    return this.page.getByRole("list", { name: "Where the deployment is" });
  }

  get story() {
    return this.page.getByRole("list", { name: "What happened" });
  }

  async go(deploymentId: string): Promise<void> {
    await this.page.goto(`/deployments/${deploymentId}`);
  }

  async rollBack(reason: string): Promise<void> {
    await this.page.getByRole("button", { name: "Roll back" }).click();
    const asked = this.page.getByRole("alertdialog");
    await asked.getByLabel("Reason").fill(reason);
    await asked.getByRole("button", { name: "Roll back" }).click();
    await asked.waitFor({ state: "hidden" });
  }
}
