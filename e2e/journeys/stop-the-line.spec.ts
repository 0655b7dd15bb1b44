import { expect, test } from "@/e2e/example/journey";
import { unique } from "@/e2e/example/names";
import { FreezePage } from "@/e2e/pages/freeze-page";
import { Shell } from "@/e2e/pages/shell";

test("a release manager stops the line in two clicks; everybody is told on every page until it is lifted", async ({
  enter,
}) => {
  const reason = unique("Data leaks");
  const manager = await enter("release_manager");
  const developer = await enter("developer");
  const freezes = new FreezePage(manager);
  const seen = new FreezePage(developer);
  await developer.goto("/queue");
  await manager.goto("/departures");

  await test.step("the first click says whom it would hit, the second stops it", async () => {
    // Only where no other journey ships.
    await freezes.stopTheLine({ environment: "Staging", reason });
    await expect(freezes.stopped(reason)).toBeVisible();
  });

  await test.step("somebody on another page sees it without a reload, and has no way to lift it", async () => {
    await expect(seen.stopped(reason)).toBeVisible();
    await expect(developer.getByRole("button", { name: /^Lift / })).toHaveCount(0);
  });

  await test.step("lifted, it is gone for both", async () => {
    await new Shell(manager).notice("The line is stopped").getByRole("button", { name: "Undo" }).click();
    await expect(freezes.stopped(reason)).toHaveCount(0);
    await expect(seen.stopped(reason)).toHaveCount(0);
  });

  await test.step("on a phone it is two clicks away, too, behind the last tab", async () => {
    await manager.setViewportSize({ width: 390, height: 844 });
    await manager.getByRole("button", { name: "More" }).click();
    await manager.getByRole("button", { name: "Stop the line" }).click();
    await expect(manager.getByRole("alertdialog").getByRole("list")).toBeVisible();
  });
});
