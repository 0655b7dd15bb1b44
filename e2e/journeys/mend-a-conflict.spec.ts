import { expect, test } from "@/e2e/example/journey";
import { eveningAlone, minutesAfter } from "@/e2e/example/moments";
import { ConflictsPage } from "@/e2e/pages/conflicts-page";
import { Shell } from "@/e2e/pages/shell";

test("two versions of one service too close stand in the conflicts; one press moves one of them, another takes it back", async ({
  enter,
  plan,
}) => {
  const [first, second] = [await plan.accepted("cart"), await plan.accepted("cart")];
  // Within the six weeks that the list looks at.
  const opening = await plan.opening({ start: eveningAlone(1), minutes: 300, gridMinutes: 15 });
  const at = (minutes: number) => minutesAfter(opening.start, minutes);
  await plan.booked(first, opening, at(0), at(30));
  await plan.booked(second, opening, at(60), at(90));
  const page = await enter("developer");
  const conflicts = new ConflictsPage(page);
  const shell = new Shell(page);
  await conflicts.go();
  const close = conflicts.between(first.version, second.version);
  await expect(close).toContainText("cart is deployed to Production twice, 30 min apart");

  await test.step("one press moves it to where nothing is in the way", async () => {
    await conflicts.mend(close);
    await expect(shell.notice("moved")).toBeVisible();
    await expect(close).toHaveCount(0);
  });

  await test.step("and another takes it back", async () => {
    await shell.notice("moved").getByRole("button", { name: "Undo" }).click();
    await expect(shell.notice("Moved back")).toBeVisible();
    await expect(close).toBeVisible();
  });
});
