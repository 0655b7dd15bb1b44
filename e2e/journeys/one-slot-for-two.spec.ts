import { expect, test } from "@/e2e/example/journey";
import { dayAlone } from "@/e2e/example/moments";
import { SchedulePage } from "@/e2e/pages/schedule-page";

test("of two people who want one slot the second sees it taken at once, is told by whom, and is offered the next free ones", async ({
  enter,
  plan,
}) => {
  const first = await plan.accepted("catalog");
  const second = await plan.accepted("cart");
  const opening = await plan.opening({ start: dayAlone(6), minutes: 60, gridMinutes: 15 });
  const ours = new SchedulePage(await enter("developer"));
  const theirs = new SchedulePage(await enter("release_manager"));
  await Promise.all([ours.go({ at: opening.start }), theirs.go({ at: opening.start })]);
  await expect(theirs.freeRoom(opening.windowName)).toBeVisible();

  await test.step("a hold of one is shown to the other as taken, live, by name", async () => {
    await ours.bookIn(opening.windowName);
    await expect(ours.held).toBeVisible();
    await expect(theirs.freeRoom(opening.windowName)).toHaveCount(0);
    await expect(theirs.card("Devika Rao is booking")).toBeVisible();
  });

  await test.step("who asks for it all the same is told who has it and what is free instead", async () => {
    await theirs.openBooking();
    await theirs.chooseOpening(theirs.booking, opening.windowName, "before");
    await expect(theirs.booking.getByRole("alert")).toContainText("Devika Rao");
    await expect(theirs.booking.getByRole("group", { name: "Free instead" }).getByRole("button").first()).toBeVisible();
  });

  await test.step("the first books, the second takes another place", async () => {
    await ours.choose(first.name);
    await ours.book();
    // What is proposed before it is known who ships may lie in a window of another team.
    await theirs.choose(second.name);
    const instead = theirs.booking.getByRole("group", { name: "Free instead" }).getByRole("button");
    await expect(instead.first()).not.toContainText("Payments morning");
    // Somebody else may take that one, too, in between: then it is said, and the next one is offered.
    await expect(async () => {
      await instead.first().click();
      await expect(theirs.held).toBeVisible({ timeout: 5_000 });
    }).toPass({ timeout: 90_000 });
    await theirs.book();
    await expect(theirs.panel(second.name)).toBeVisible();
  });
});
