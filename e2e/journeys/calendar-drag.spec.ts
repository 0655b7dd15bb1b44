import { expect, test } from "@/e2e/example/journey";
import { dayAlone, minutesAfter, timeOnScreen } from "@/e2e/example/moments";
import { CalendarPage } from "@/e2e/pages/calendar-page";
import { SchedulePage } from "@/e2e/pages/schedule-page";
import { Shell } from "@/e2e/pages/shell";

test("with the mouse somebody draws out a slot, is told where it cannot go before they let go, moves it, takes that back, and makes it longer and shorter", async ({
  enter,
  plan,
}) => {
  const [mine, other] = [await plan.accepted("web"), await plan.accepted("cart")];
  const opening = await plan.opening({ start: dayAlone(0), minutes: 240, lanes: 2, gridMinutes: 15 });
  const at = (minutes: number) => minutesAfter(opening.start, minutes);
  const hours = (from: number, to: number) => `${timeOnScreen(at(from))}–${timeOnScreen(at(to))}`;
  await plan.booked(other, opening, at(0), at(60));
  const page = await enter("developer");
  const calendar = new CalendarPage(page);
  const schedule = new SchedulePage(page);
  await calendar.goToDay(opening.start);
  const lane2 = calendar.free(opening.windowName, 2);
  const inLane2 = (minutes: number) => () => calendar.pointAt(lane2, opening, at(minutes));

  await test.step("draws an hour and a half out of free room, and it is held", async () => {
    await calendar.carry(inLane2(62), inLane2(148));
    await expect(calendar.verdict).toContainText(hours(60, 150));
    await calendar.drop();
    await expect(schedule.held).toBeVisible();
    await schedule.choose(mine.name);
    await schedule.book();
    await expect(calendar.card(mine.name)).toHaveAccessibleName(new RegExp(`lane 2, .*${hours(60, 150)}`));
    await page.keyboard.press("Escape");
  });

  const taken = () => calendar.pointAt(calendar.card(other.name), { start: at(0), end: at(60) }, at(30));
  const middle = () => calendar.pointAt(calendar.card(mine.name), { start: at(60), end: at(150) }, at(105));

  await test.step("over another's slot it is refused by name, and stays where it was", async () => {
    await calendar.carry(middle, taken);
    await expect(calendar.verdict).toContainText("Lane 1");
    await expect(calendar.verdict).toContainText(`is taken`);
    await calendar.drop();
    await expect(calendar.refusal(`${mine.name} stays where it was`)).toContainText(other.name);
    await calendar.refusal(mine.name).getByRole("button", { name: "Dismiss" }).click();
  });

  await test.step("let go of with Escape, nothing happens", async () => {
    await calendar.carry(middle, taken);
    await page.keyboard.press("Escape");
    await expect(calendar.verdict).toHaveCount(0);
    await page.mouse.up();
    await expect(calendar.card(mine.name)).toHaveAccessibleName(new RegExp(hours(60, 150)));
  });

  await test.step("where there is room it goes, and comes back with one key", async () => {
    const room = { start: at(60), end: at(240) };
    await calendar.carry(middle, () => calendar.pointAt(calendar.free(opening.windowName, 1), room, at(165)));
    await expect(calendar.verdict).toContainText(`${hours(120, 210)}`);
    await expect(calendar.verdict).toContainText("Free");
    await calendar.drop();
    await expect(new Shell(page).notice("moved")).toBeVisible();
    await expect(calendar.card(mine.name)).toHaveAccessibleName(new RegExp(`lane 1, .*${hours(120, 210)}`));
    await page.keyboard.press("Control+z");
    await expect(calendar.card(mine.name)).toHaveAccessibleName(new RegExp(`lane 2, .*${hours(60, 150)}`));
  });

  await test.step("by its lower edge it is made longer, by its upper one shorter", async () => {
    const edge = (which: "start" | "end") => () => calendar.edgeOf(mine.name, which);
    const ofMine = (until: number, minutes: number) => () =>
      calendar.pointAt(calendar.card(mine.name), { start: at(60), end: at(until) }, at(minutes));
    await calendar.carry(edge("end"), ofMine(150, 208));
    await expect(calendar.verdict).toContainText(hours(60, 210));
    await expect(calendar.verdict).toContainText("Free");
    await calendar.drop();
    await expect(calendar.card(mine.name)).toHaveAccessibleName(new RegExp(`lane 2, .*${hours(60, 210)}`));
    await calendar.carry(edge("start"), ofMine(210, 122));
    await expect(calendar.verdict).toContainText(hours(120, 210));
    await calendar.drop();
    await expect(calendar.card(mine.name)).toHaveAccessibleName(new RegExp(`lane 2, .*${hours(120, 210)}`));
  });
});
