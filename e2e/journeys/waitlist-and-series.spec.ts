import { expect, test } from "@/e2e/example/journey";
import { eveningAlone, exampleZone, openingIn } from "@/e2e/example/moments";
import { unique } from "@/e2e/example/names";
import { BookingsPage } from "@/e2e/pages/bookings-page";
import { SchedulePage } from "@/e2e/pages/schedule-page";
import { Shell } from "@/e2e/pages/shell";
import { violations } from "@/e2e/pages/violations";
import { localDate } from "@/lib/time/calendar";

test("who waits for a full opening is offered what falls free, live, and books it", async ({ enter, as, plan }) => {
  const first = await plan.accepted("recommendations");
  const second = await plan.accepted("gateway");
  const opening = await plan.opening(openingIn(9 * 3600, 60));
  // What waits would else not fit, however free the lane is.
  await plan.clearTheWay(second.service, opening);
  const taken = await plan.booked(first, opening);
  const page = await enter("developer");
  const schedule = new SchedulePage(page);
  const bookings = new BookingsPage(page);

  await test.step("the opening is full: they are told by whom, and join its line", async () => {
    await schedule.go({ at: opening.start });
    await schedule.openBooking();
    await schedule.chooseOpening(schedule.booking, opening.windowName, "before");
    await expect(schedule.booking.getByRole("alert")).toContainText(first.name);
    // A slow line: until the dialog knows when the opening is, it must not take "any" for it.
    await page.route("**/api/rpc/slots/week**", async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 4_000));
      await route.continue();
    });
    await schedule.booking.getByRole("button", { name: "Wait for room in it" }).click();
    await bookings.joining.getByRole("combobox", { name: "Release" }).fill(second.name);
    await page.getByRole("option", { name: second.name }).click();
    expect.soft(await violations(page)).toEqual([]);
    await bookings.joining.getByRole("button", { name: "Wait for room" }).click();
    await expect(new Shell(page).notice("You are first in line")).toBeVisible();
    await page.unrouteAll({ behavior: "wait" });
  });

  await test.step("given up by the other, the room is theirs until a deadline, on whatever page they are", async () => {
    await bookings.go("waitlist");
    await expect(bookings.row(second.name)).toContainText("first in line");
    await expect(bookings.row(second.name)).toContainText(opening.windowName);
    await (await as("release_manager")).slots.cancel({ slotId: taken, reason: "Postponed." });
    await expect(bookings.room).toContainText(/Room for you until \d\d:\d\d/);
    await expect(bookings.row(second.name)).toContainText("offered");
    await bookings.room.getByRole("button", { name: "Book it" }).click();
    await bookings.taking.getByRole("button", { name: "Book it" }).click();
    await expect(new Shell(page).notice("Slot booked")).toBeVisible();
    await expect(bookings.room).toHaveCount(0);
    expect((await plan.slotOf(second)).during.start).toEqual(opening.start);
  });
});

test("a team books again and again, chooses for each date, says later what ships, and ends it", async ({
  enter,
  plan,
}) => {
  const name = unique("Afternoon release");
  const release = await plan.accepted("ledger");
  const page = await enter("developer");
  const bookings = new BookingsPage(page);
  await bookings.go("recurring");

  await test.step("every date has its verdict; some are left out, the rest are booked together", async () => {
    await page.getByRole("button", { name: "Book again and again" }).first().click();
    const { repeating } = bookings;
    await repeating.getByLabel("Name").fill(name);
    await repeating.getByLabel("Team").selectOption({ label: "Payments" });
    // It would begin today, and at a weekend Production has no opening at that hour.
    await repeating.getByLabel("First date").fill(localDate(eveningAlone(0), exampleZone));
    await repeating.getByLabel("Starts at").fill("16:00");
    await repeating.getByLabel("How often").fill("3");
    const dates = repeating.getByRole("list", { name: "Dates" }).getByRole("listitem");
    await expect(dates).toHaveCount(3);
    await expect(dates.last()).toContainText(/16:00–16:30.*(Free|leaves|closes)/);
    await dates.last().getByRole("combobox").selectOption({ label: "Leave it out" });
    const book = repeating.getByRole("button", { name: /^Book (one slot|\d slots)$/ });
    expect.soft(await violations(page)).toEqual([]);
    await book.click();
    await expect(repeating).toHaveCount(0);
    await expect(bookings.series(name)).toContainText("release to be chosen");
  });

  await test.step("what the first one ships is chosen at its gate", async () => {
    await bookings.series(name).getByRole("link").first().click();
    await page.getByRole("button", { name: "Choose a release", exact: true }).first().click();
    const choosing = page.getByRole("dialog", { name: "Choose a release" });
    await choosing.getByRole("combobox", { name: "Release" }).fill(release.name);
    await page.getByRole("option", { name: release.name }).click();
    await choosing.getByRole("button", { name: "Choose", exact: true }).click();
    await expect(page.getByRole("heading", { name: release.name })).toBeVisible();
  });

  await test.step("ended, what ships nothing yet is given up, and the rest stays", async () => {
    await bookings.go("recurring");
    await expect(bookings.series(name)).toContainText(release.name);
    await bookings.series(name).getByRole("button", { name: "End it…" }).click();
    const asked = page.getByRole("alertdialog");
    await asked.getByRole("button", { name: "End it" }).click();
    await expect(bookings.series(name)).toContainText("ended");
    await expect(bookings.series(name)).toContainText(release.name);
  });
});
