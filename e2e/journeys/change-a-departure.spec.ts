import { expect, test } from "@/e2e/example/journey";
import { minuteIn, minutesAfter, zoneOfTheDay } from "@/e2e/example/moments";
import { unique } from "@/e2e/example/names";
import { NoticesPage } from "@/e2e/pages/notices-page";
import { TrainPage } from "@/e2e/pages/train-page";
import { wallTimeAt } from "@/lib/time/zone";

test("one departure is moved, skipped, taken up again and cancelled; whoever is aboard is told and takes the next one", async ({
  enter,
  plan,
}) => {
  const zone = zoneOfTheDay();
  const name = unique("Train");
  const release = await plan.accepted("payouts");
  const departs = minuteIn(90 * 60);
  const wall = (at: Date) => wallTimeAt(at, zone).slice(0, 16);
  const [day = ""] = wall(departs).split("T");
  const time = (minutes: number) => wall(minutesAfter(departs, minutes)).slice(11);
  const manager = new TrainPage(await enter("release_manager"));
  const aboard = await enter("developer");
  const developer = new TrainPage(aboard);
  const told = new NoticesPage(aboard);
  const times = { boarding: time(-95), cutoff: time(-30), qaExit: time(-20), goNoGo: time(-10), departure: time(0) };
  await manager.setUp({ name, zone, day, times });
  const departureId = await plan.nextDeparture(name);
  await developer.goTo(departureId);
  await expect(developer.state("boarding")).toBeVisible();
  await developer.board(release.name);
  await expect(developer.aboard).toContainText(release.name);
  await manager.goTo(departureId);

  await test.step("moved by half an hour it says so, and the ticket stays aboard", async () => {
    await manager.move(wall(minutesAfter(departs, 30)), "The provider is late.");
    await expect(developer.history).toContainText("The provider is late.");
    await expect(developer.aboard).toContainText(release.name);
  });

  await test.step("skipped it lets go of the ticket, which is on the next one", async () => {
    await manager.skip("Nobody is there today.");
    await expect(developer.state("skipped")).toBeVisible();
    await expect(developer.movedOn).toContainText(release.name);
  });

  await test.step("taken up again it boards, and can be cancelled for good", async () => {
    await manager.resume();
    await expect(developer.state("boarding")).toBeVisible();
    await manager.cancel("It was a public holiday after all.");
    await expect(developer.state("cancelled")).toBeVisible();
    await expect(developer.history).toContainText("It was a public holiday after all.");
  });

  await test.step("whoever was aboard has been told of what concerned them", async () => {
    await told.go();
    await expect(told.notice("The provider is late.").first()).toBeVisible();
    await expect(told.notice("Nobody is there today.").first()).toBeVisible();
  });
});
