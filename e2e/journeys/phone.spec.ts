import { expect, test } from "@/e2e/example/journey";
import { openingIn } from "@/e2e/example/moments";
import { ApprovalsPage } from "@/e2e/pages/approvals-page";
import { SchedulePage } from "@/e2e/pages/schedule-page";

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

test("on a phone a developer books from the list of the day, a release manager signs, a stakeholder reads the board", async ({
  enter,
  plan,
}) => {
  const release = await plan.accepted("recommendations");
  const opening = await plan.opening(openingIn((90 + 45 * test.info().repeatEachIndex) * 60, 30));
  await plan.clearTheWay(release.service, opening);
  const developer = await enter("developer", phone);
  const schedule = new SchedulePage(developer);
  await schedule.go({ at: opening.start });

  await test.step("books with a thumb", async () => {
    await schedule.scrollTo(opening.windowName);
    const free = schedule.agenda(opening.windowName).getByRole("button", { name: "free · book" });
    // A list that is still being drawn takes the tap away from under the thumb: then it is tapped again.
    await expect(async () => {
      if (!(await schedule.booking.isVisible())) await free.tap({ timeout: 2_000 });
      await expect(schedule.held).toBeVisible({ timeout: 5_000 });
    }).toPass();
    await schedule.choose(release.name);
    await schedule.book();
    await expect(schedule.panel(release.name)).toContainText("0 of 2");
    await schedule.panel(release.name).getByRole("button", { name: "Close" }).tap();
    await schedule.scrollTo(opening.windowName);
    await expect(schedule.agenda(opening.windowName).getByRole("button", { name: release.name })).toBeVisible();
  });

  await test.step("signs with a big button", async () => {
    const manager = await enter("release_manager", phone);
    const approvals = new ApprovalsPage(manager);
    const { id } = await plan.slotOf(release);
    await approvals.go(`?slot=${id}`);
    const box = await approvals.approve(release.name).boundingBox();
    expect(box?.height, "big enough for a thumb").toBeGreaterThanOrEqual(44);
    await approvals.approve(release.name).tap();
    await expect(approvals.approve(release.name)).toHaveCount(0);
  });

  await test.step("reads the board", async () => {
    const page = await enter("stakeholder", phone);
    await page.goto("/departures");
    const departures = page.getByRole("list", { name: "Departures" });
    await expect(departures.getByRole("listitem").filter({ hasText: release.name })).toContainText(
      "Awaiting 1 approval",
    );
  });
});
