import { expect, test } from "@/e2e/example/journey";
import { dayAlone, exampleZone, minutesAfter, timeOnScreen } from "@/e2e/example/moments";
import { CalendarPage } from "@/e2e/pages/calendar-page";
import { SchedulePage } from "@/e2e/pages/schedule-page";
import { localDate } from "@/lib/time/calendar";

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

test("on a phone the list comes first; in the day a resting finger picks a slot up and carries it", async ({
  enter,
  plan,
}) => {
  const release = await plan.accepted("campaigns");
  const opening = await plan.opening({ start: dayAlone(2), minutes: 180, gridMinutes: 30 });
  const at = (minutes: number) => minutesAfter(opening.start, minutes);
  await plan.booked(release, opening, at(0), at(60));
  const page = await enter("developer", phone);
  const schedule = new SchedulePage(page);
  const calendar = new CalendarPage(page);
  await schedule.go({ at: opening.start });

  await test.step("finds it in the list of the day", async () => {
    await schedule.scrollTo(opening.windowName);
    const entry = schedule.agenda(opening.windowName).getByRole("button", { name: release.name });
    await expect(entry).toBeVisible();
    await page.getByRole("combobox", { name: "View" }).selectOption("day");
  });

  await test.step("carries it an hour on", async () => {
    const card = calendar.card(release.name);
    await expect(card).toBeVisible();
    const room = { start: at(0), end: at(60) };
    await calendar.carryByFinger(
      () => calendar.pointAt(card, room, at(30)),
      () => calendar.pointAt(card, room, at(92)),
    );
    const hours = `${timeOnScreen(at(60))}–${timeOnScreen(at(120))}`;
    await expect(card).toHaveAccessibleName(new RegExp(hours));
  });

  await test.step("a tap still opens it", async () => {
    await calendar.card(release.name).tap();
    await expect(schedule.panel(release.name)).toBeVisible();
  });
});

test("on a phone the view options lead to any date and to saved views, and the list is of all environments at once", async ({
  enter,
  plan,
}) => {
  const opening = await plan.opening({ start: dayAlone(4), minutes: 60 });
  const page = await enter("developer", phone);
  const schedule = new SchedulePage(page);
  await schedule.go();

  await test.step("jumps to a date", async () => {
    await schedule.viewOption("Jump to a date …");
    const dialog = page.getByRole("dialog", { name: "Jump to a date" });
    const field = dialog.getByRole("textbox", { name: "Go to" });
    await field.fill(localDate(opening.start, exampleZone));
    await field.press("Enter");
    await expect(dialog).toBeHidden();
    await expect(schedule.agenda(opening.windowName)).toBeVisible();
  });

  await test.step("sees it among the openings of all environments, by name", async () => {
    await page.getByRole("combobox", { name: "Environment" }).selectOption("all");
    await expect(schedule.agenda(opening.windowName)).toContainText("Production");
  });

  await test.step("keeps the view", async () => {
    await schedule.viewOption("Save this view …");
    await expect(page.getByRole("dialog", { name: "Save this view" })).toBeVisible();
  });
});
