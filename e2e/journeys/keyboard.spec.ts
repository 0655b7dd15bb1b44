import { expect, test } from "@/e2e/example/journey";
import { dayAlone, exampleZone } from "@/e2e/example/moments";
import { Keyboard } from "@/e2e/pages/keyboard";
import { QueuePage } from "@/e2e/pages/queue-page";
import { SchedulePage } from "@/e2e/pages/schedule-page";
import { localDate } from "@/lib/time/calendar";

test("by keyboard alone somebody signs in, finds the schedule, books a slot, and closes its panel", async ({
  page,
  plan,
}) => {
  const release = await plan.accepted("web");
  const opening = await plan.opening({ start: dayAlone(7), minutes: 60 });
  const keys = new Keyboard(page);
  const schedule = new SchedulePage(page);

  await page.goto("/sign-in?from=/queue");
  await keys.tabTo(page.getByRole("button", { name: /^Developer/ }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeVisible();
  await keys.sequenceUntilShown(["g", "s"], page.getByRole("heading", { name: "Schedule", level: 1 }));
  await expect(page).toHaveURL(/\/schedule/);

  await test.step("goes to a day weeks ahead", async () => {
    await keys.untilShown("j", schedule.dayToGoTo);
    await expect(schedule.dayToGoTo).toBeFocused();
    await page.keyboard.type(localDate(opening.start, exampleZone));
    await page.keyboard.press("Enter");
    await expect(schedule.freeRoom(opening.windowName)).toBeVisible();
  });
  await test.step("books in an opening of its choice", async () => {
    await keys.untilShown("b", schedule.booking);
    await expect(schedule.held).toBeVisible();
    await keys.tabTo(schedule.booking.getByRole("combobox", { name: "Opening" }));
    await keys.pick(schedule.booking.getByRole("combobox", { name: "Opening" }), opening.windowName);
    await expect(schedule.held).toBeVisible();
    await keys.tabTo(schedule.booking.getByRole("combobox", { name: "Release" }));
    await page.keyboard.type(release.version);
    await expect(page.getByRole("option", { name: release.name })).toBeVisible();
    await page.keyboard.press("Enter");
    const book = schedule.booking.getByRole("button", { name: "Book", exact: true });
    await keys.tabTo(book);
    // Until the room is held for the release that was just chosen, it cannot be pressed, and shows it.
    await expect(book).toBeEnabled();
    await page.keyboard.press("Enter");
  });
  await test.step("reads its panel and closes it", async () => {
    await expect(schedule.panel(release.name)).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(schedule.panel(release.name)).toHaveCount(0);
  });
});

test("by keyboard alone a tester claims, accepts and rejects", async ({ enter, plan }) => {
  const [good, bad] = [await plan.handedOver("web"), await plan.handedOver("cart")];
  const page = await enter("qa");
  const keys = new Keyboard(page);
  const queue = new QueuePage(page);
  await page.goto("/schedule");
  await keys.sequenceUntilShown(["g", "q"], queue.card(good.name, 1));

  await keys.pressUntilFocused("j", queue.card(good.name, 1));
  const inTest = queue.column("In test").getByRole("article", { name: `${good.name} · rc 1` });
  await keys.untilShown("c", inTest);
  await expect(inTest).toBeFocused();
  await page.keyboard.press("a");
  await expect(page.getByRole("button", { name: "Accept rc 1" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(queue.column("Accepted").getByRole("article", { name: `${good.name} · rc 1` })).toBeVisible();

  await keys.pressUntilFocused("k", queue.card(bad.name, 1));
  await keys.untilShown("c", queue.card(bad.name, 1).getByRole("button", { name: /^Reject/ }));
  await page.keyboard.press("r");
  const dialog = page.getByRole("dialog", { name: /^Reject/ });
  await keys.tabTo(dialog.getByLabel("What kind of fault"));
  await keys.pick(dialog.getByLabel("What kind of fault"), "regression");
  await keys.tabTo(dialog.getByLabel("What is wrong"));
  await page.keyboard.type("The basket is empty after signing in.");
  await keys.tabTo(dialog.getByRole("button", { name: "Send it back" }));
  await page.keyboard.press("Enter");
  await expect(dialog).toHaveCount(0);
  await expect(queue.column("Back").getByRole("article", { name: `${bad.name} · rc 1` })).toBeVisible();
});
