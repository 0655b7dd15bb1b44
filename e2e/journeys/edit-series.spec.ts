import { expect, test } from "@/e2e/example/journey";
import { exampleZone } from "@/e2e/example/moments";
import { unique } from "@/e2e/example/names";
import { SeriesPage } from "@/e2e/pages/series-page";
import { addDaysInZone, addMonthsInZone, localDate, monthOf } from "@/lib/time/calendar";

test("a series is changed in one opening, from one on, and in all, and its booked slot goes along", async ({
  enter,
  as,
  plan,
}) => {
  // On the last day of a month the example closes Staging, so it begins on the third.
  const { start: first } = monthOf(addMonthsInZone(new Date(), 2, exampleZone), exampleZone);
  const firstDay = localDate(addDaysInZone(first, 2, exampleZone), exampleZone);
  const manager = await as("release_manager");
  const environment = await plan.environment("Staging");
  const name = unique("Series");
  const { windowId } = await manager.windows.create({
    environmentId: environment.id,
    name,
    zone: exampleZone,
    localStart: `${firstDay}T19:00`,
    durationMinutes: 120,
    rrule: "FREQ=DAILY;COUNT=9",
  });
  const { openings } = await manager.windows.get({ windowId });
  const fourth = openings[3];
  if (!fourth) throw new Error("the window does not open often enough");
  const release = await plan.handedOver("gateway");
  const developer = await as("developer");
  const during = { start: fourth.during.start.toISOString(), end: fourth.during.end.toISOString() };
  const { slotId } = await developer.slots.book({ occurrenceId: fourth.id, during, releaseIds: [release.id] });

  const page = await enter("release_manager");
  const series = new SeriesPage(page);
  await series.go(windowId);

  await test.step("this one: it is shorter, and says that it was changed alone", async () => {
    await series.change(0, "This one…");
    await series.dialog.getByLabel("Closes").fill(`${firstDay}T20:00`);
    await expect(series.dialog).toContainText("No slot is booked in it");
    await series.dialog.getByRole("button", { name: "Change this opening" }).click();
    await expect(series.openings.first()).toContainText("19:00–20:00");
    await expect(series.openings.first()).toContainText("changed alone");
    await expect(series.openings.nth(1)).toContainText("19:00–21:00");
  });

  await test.step("this and following: shown first what becomes of the slot, then asked, then done", async () => {
    await series.change(2, "This and following…");
    await series.startAt("20:00");
    await expect(series.nextOpenings).toContainText("20:00–22:00");
    await expect(series.bookedSlots).toContainText("1 booked slot moves along");
    await expect(series.bookedSlots).toContainText(release.version);
    await series.save("Save from here on");
    await expect(series.dialog).toContainText("Slots are booked in it");
    await series.dialog.getByRole("button", { name: "Save from here on" }).click();
    await expect(page.getByText("It goes on from an earlier rule of the same window")).toBeVisible();
    await expect(series.openings).toHaveCount(7);
    await expect(series.openings.first()).toContainText("20:00–22:00");
    await expect(series.openings.nth(1)).toContainText("1 slot booked");
  });

  await test.step("the first part ends there, and keeps what was changed alone", async () => {
    await page.getByRole("link", { name: "earlier rule" }).click();
    await expect(page.getByText("another goes on")).toBeVisible();
    await expect(series.openings).toHaveCount(2);
    await expect(series.openings.first()).toContainText("changed alone");
    await page.getByRole("link", { name: "another rule" }).click();
    await expect(series.openings).toHaveCount(7);
  });

  await test.step("all: an opening is left out in the preview, and the others stay", async () => {
    await series.change(0, "All openings…");
    const leaveOut = series.nextOpenings.getByRole("button", { name: /^Leave out/ }).last();
    // A banner that comes above the page moves what one presses.
    await expect(async () => {
      if (!(await series.nextOpenings.textContent())?.includes("except on")) await leaveOut.click({ timeout: 5_000 });
      await expect(series.nextOpenings).toContainText("except on", { timeout: 8_000 });
    }).toPass({ timeout: 90_000 });
    await series.save("Save the window");
    await expect(series.openings).toHaveCount(6);
  });

  await test.step("the slot stands an hour later, in the opening that went on with its history", async () => {
    const slot = await developer.slots.detail({ slotId });
    expect(slot.during.start.getTime()).toBe(fourth.during.start.getTime() + 3_600_000);
    await page.goto(`/settings/windows/openings/${slot.occurrence?.id}`);
    await expect(page.getByRole("list", { name: "Slots in this opening" })).toContainText(release.version);
  });
});
