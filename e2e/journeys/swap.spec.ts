import { expect, test } from "@/e2e/example/journey";
import { dayAlone, exampleZone, minutesAfter } from "@/e2e/example/moments";
import { BookingsPage } from "@/e2e/pages/bookings-page";
import { SchedulePage } from "@/e2e/pages/schedule-page";
import { Shell } from "@/e2e/pages/shell";
import { violations } from "@/e2e/pages/violations";
import { formatRange } from "@/lib/time/format";

test("two teams exchange their slots: one offers, the other accepts, and both see it at once", async ({
  enter,
  plan,
}) => {
  const ours = await plan.accepted("recommendations");
  const theirs = await plan.accepted("catalog");
  const opening = await plan.opening({ start: dayAlone(5), minutes: 120 });
  const middle = minutesAfter(opening.start, 60);
  const slotId = await plan.booked(ours, opening, opening.start, middle);
  await plan.booked(theirs, opening, middle, opening.end);

  const developer = await enter("developer");
  const schedule = new SchedulePage(developer);
  const panel = schedule.panel(ours.name);
  const manager = await enter("release_manager");
  const answering = new BookingsPage(manager);
  await Promise.all([schedule.go({ at: opening.start, slotId }), answering.go("swaps")]);

  await test.step("what is offered for what is chosen among the slots of other teams", async () => {
    await panel.getByRole("button", { name: "More" }).click();
    await developer.getByRole("menuitem", { name: "Offer a swap…" }).click();
    const { offering } = new BookingsPage(developer);
    await offering.getByRole("button", { name: theirs.name }).click();
    await offering.getByLabel("Message").fill("We need the later hour.");
    expect.soft(await violations(developer)).toEqual([]);
    await offering.getByRole("button", { name: "Offer the swap" }).click();
    await expect(panel).toContainText("Offered for a swap");
    await expect(panel).toContainText(formatRange({ start: opening.start, end: middle }, exampleZone));
  });

  await test.step("the other team sees it without a reload, and accepts", async () => {
    const offer = answering.swap(ours.name);
    await expect(offer).toContainText("We need the later hour.");
    await expect(offer).toContainText(theirs.name);
    await offer.getByRole("button", { name: "Accept the swap" }).click();
    await expect(new Shell(manager).notice("Swapped")).toBeVisible();
    await expect(offer).toContainText("accepted");
  });

  await test.step("both slots stand where the other stood", async () => {
    await expect(panel).toContainText(formatRange({ start: middle, end: opening.end }, exampleZone));
    await expect(panel).toContainText("Moved from");
    await expect(panel).not.toContainText("Offered for a swap");
    const other = await plan.slotOf(theirs);
    expect(other.during.start).toEqual(opening.start);
  });
});
