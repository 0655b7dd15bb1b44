import type { Page } from "@playwright/test";

/** Past forecasts against what happened. */
export class CalibrationPage {
  constructor(private readonly page: Page) {}

  get verdict() {
    return this.page.getByText(/Based on \d+ forecasts of \d+ releases in the last half year/);
  }

  get reliability() {
    return this.page.getByRole("table", { name: "How often chances came true" });
  }

  async go() {
    await this.page.goto("/insights/calibration");
  }
}
