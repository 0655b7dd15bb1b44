import { expect, test } from "@/e2e/example/journey";
import { CalibrationPage } from "@/e2e/pages/calibration-page";
import { violations } from "@/e2e/pages/violations";

test("a release manager asks when a release ships, what a second tester would change, and whether such odds hold", async ({
  enter,
  plan,
}) => {
  // A build of its own: which of the example's releases is promised already depends on the day.
  const waiting = await plan.handedOver("checkout");
  const page = await enter("release_manager");
  await page.goto(`/releases/${waiting.id}`);
  const card = page.locator("section", { hasText: "When will it ship?" });

  await test.step("the odds stand on the release, with what they are based on", async () => {
    await expect(card).toContainText(/\d+ %/);
    await expect(card).toContainText("Half of all runs land by");
    await expect(card).toContainText(/based on \d+ hand-overs/);
  });

  await test.step("another tester, a slot a day later: the difference at once, and nothing is changed", async () => {
    await card.getByRole("button", { name: "What if…" }).click();
    const dialog = page.getByRole("dialog");
    await expect(dialog.getByRole("row", { name: /85 % by/ })).toBeVisible();
    await dialog.getByLabel("One release less before it").check();
    await expect(dialog).toContainText(/Nothing waits before it|taken out of the queue/);
    await dialog.getByLabel("Another tester").check();
    await expect(dialog).toContainText("waiting shrinks in proportion");
    expect.soft(await violations(page)).toEqual([]);
    await dialog.getByRole("button", { name: "Close" }).last().click();
  });

  await test.step("a date is promised to stakeholders, with the chance to keep it", async () => {
    await card.getByRole("button", { name: "Promise a date…" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("To whom").fill("the campaign team");
    await dialog.getByRole("button", { name: "Promise it" }).click();
    await expect(card).toContainText("Promised to the campaign team");
  });

  await test.step("past forecasts stand against what happened, for everybody", async () => {
    const calibration = new CalibrationPage(await enter("stakeholder"));
    await calibration.go();
    await expect(calibration.verdict).toBeVisible();
    await expect(calibration.reliability).toBeVisible();
  });
});
