import { expect, test } from "@/e2e/example/journey";
import { dayAlone, minutesAfter, timeOnScreen } from "@/e2e/example/moments";
import { CalendarPage } from "@/e2e/pages/calendar-page";
import { Keyboard } from "@/e2e/pages/keyboard";
import { SchedulePage } from "@/e2e/pages/schedule-page";

test("by keyboard alone a slot is drawn out, picked up, refused, moved, given up and had again", async ({
  enter,
  plan,
}) => {
  const [mine, other] = [await plan.accepted("mailer"), await plan.accepted("cart")];
  const opening = await plan.opening({ start: dayAlone(1), minutes: 120, lanes: 2, gridMinutes: 30 });
  const at = (minutes: number) => minutesAfter(opening.start, minutes);
  const hours = (from: number, to: number) => `${timeOnScreen(at(from))}–${timeOnScreen(at(to))}`;
  await plan.booked(other, opening, at(60), at(120));
  const page = await enter("developer");
  const keys = new Keyboard(page);
  const calendar = new CalendarPage(page);
  const schedule = new SchedulePage(page);
  await calendar.goToDay(opening.start);
  const lane2 = calendar.free(opening.windowName, 2);
  const card = calendar.card(mine.name);

  await test.step("draws an hour out of the second lane and books it", async () => {
    await expect(lane2).toBeVisible();
    await keys.tabTo(page.getByRole("application").getByRole("button").first());
    await keys.pressUntilFocused("ArrowDown", calendar.free(opening.windowName, 1));
    await keys.pressUntilFocused("ArrowRight", lane2);
    await keys.sequence("Shift+ArrowDown", "Shift+ArrowDown");
    await expect(calendar.announced.first()).toContainText(`${hours(0, 60)} CE`);
    await page.keyboard.press("Enter");
    await expect(schedule.held).toBeVisible();
    await keys.tabTo(schedule.booking.getByRole("combobox", { name: "Release" }));
    await page.keyboard.type(mine.version);
    await expect(page.getByRole("option", { name: mine.name })).toBeVisible();
    await page.keyboard.press("Enter");
    const book = schedule.booking.getByRole("button", { name: "Book", exact: true });
    await keys.tabTo(book);
    // Until the room is held for the release that was just chosen, it cannot be pressed, and shows it.
    await expect(book).toBeEnabled();
    await page.keyboard.press("Enter");
    await expect(schedule.panel(mine.name)).toBeVisible();
    await page.keyboard.press("Escape");
  });

  await test.step("picks it up, hears that the other lane is taken, and puts it back", async () => {
    await keys.tabTo(card);
    await keys.sequence("m", "ArrowDown", "ArrowDown", "ArrowLeft");
    await expect(calendar.announced.first()).toContainText("Lane 1 is taken");
    await page.keyboard.press("Escape");
    await expect(card).toBeFocused();
    await expect(card).toHaveAccessibleName(new RegExp(`lane 2, .*${hours(0, 60)}`));
  });

  await test.step("moves it half an hour on, half an hour longer, and keeps it in hand", async () => {
    await keys.sequence("m", "ArrowDown", "Shift+ArrowDown");
    await expect(calendar.announced.first()).toContainText("Free");
    await page.keyboard.press("Enter");
    await expect(card).toHaveAccessibleName(new RegExp(`lane 2, .*${hours(30, 120)}`));
    await expect(card).toBeFocused();
  });

  await test.step("gives it up with a reason, and has it again", async () => {
    await page.keyboard.press("Delete");
    await expect(schedule.givingUp).toBeVisible();
    await keys.tabTo(schedule.givingUp.getByLabel("Reason"));
    await page.keyboard.type("Next week is soon enough.");
    await keys.tabTo(schedule.givingUp.getByRole("button", { name: "Give up the slot" }));
    await page.keyboard.press("Enter");
    // Behind the open dialog nothing of the calendar is there for whoever asks by role.
    await expect(schedule.givingUp).toBeHidden();
    await expect(card).toHaveCount(0);
    await page.keyboard.press("Control+z");
    await expect(card).toHaveAccessibleName(new RegExp(`lane 2, .*${hours(30, 120)}`));
  });

  await test.step("looks from further away, and jumps back", async () => {
    await page.keyboard.press("q");
    await expect(page).toHaveURL(/view=quarter/);
    await page.keyboard.press("a");
    await expect(page).toHaveURL(/view=agenda/);
    await page.keyboard.press("/");
    await expect(page.getByRole("combobox", { name: /^Release, service/ })).toBeFocused();
    await page.keyboard.type(mine.version);
    await expect(page.getByRole("option", { name: mine.name })).toBeVisible();
    await page.keyboard.press("Enter");
    await expect(schedule.panel(mine.name)).toBeVisible();
  });
});
