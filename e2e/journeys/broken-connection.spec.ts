import { expect, test } from "@/e2e/example/journey";
import { dayAlone } from "@/e2e/example/moments";
import { SchedulePage } from "@/e2e/pages/schedule-page";

test("whoever loses the connection while booking is told so, keeps the form, and books once it is back", async ({
  enter,
  plan,
}) => {
  const release = await plan.accepted("gateway");
  const opening = await plan.opening({ start: dayAlone(3), minutes: 30 });
  const page = await enter("developer");
  const schedule = new SchedulePage(page);
  await schedule.go({ at: opening.start });
  await schedule.bookIn(opening.windowName);
  await expect(schedule.held).toBeVisible();
  await schedule.choose(release.name);
  const book = schedule.booking.getByRole("button", { name: "Book", exact: true });

  await test.step("without a connection", async () => {
    await page.context().setOffline(true);
    await book.click();
    await expect(schedule.booking).toContainText("the connection's");
    await expect(schedule.booking.getByRole("combobox", { name: "Release" })).toHaveValue(new RegExp(release.name));
  });

  await test.step("with it again", async () => {
    await page.context().setOffline(false);
    await expect(book).toBeEnabled();
    await schedule.book();
    await expect(schedule.panel(release.name)).toContainText("0 of 2");
  });
});
