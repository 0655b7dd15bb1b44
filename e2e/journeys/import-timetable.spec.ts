import { expect, test } from "@/e2e/example/journey";
import { unique } from "@/e2e/example/names";
import { TrainPage } from "@/e2e/pages/train-page";

test("a timetable that exists as dates is looked at, mended and imported; its departures stand on the train's page", async ({
  enter,
}) => {
  const name = unique("Shop");
  const year = new Date().getUTCFullYear() + 1;
  const rows = (date: string) =>
    [
      "train,departure,milestone,at",
      `${name},Spring,cutoff,${year}-03-10T17:00`,
      `${name},Spring,departure,${year}-03-16T10:00`,
      `${name},Autumn,departure,${date}`,
    ].join("\n");
  const train = new TrainPage(await enter("release_manager"));
  await train.goToImport();

  await test.step("a date that does not exist is named with its row, and keeps everything out", async () => {
    await train.showImport(rows(`${year}-09-38`));
    await expect(train.nonsense).toContainText("4");
    await expect(train.nonsense).toContainText(`${year}-09-38`);
    await expect(train.importButton).toBeDisabled();
  });

  await test.step("mended it is imported as what it was shown to be", async () => {
    await train.showImport(rows(`${year}-09-14T10:00`));
    await expect(train.nonsense).toHaveCount(0);
    await expect(train.imported).toContainText(name);
    await expect(train.imported).toContainText("2 departures");
    await train.importButton.click();
    await train.open(name);
    await expect(train.departures).toContainText(`16 Mar ${year} 10:00`);
    await expect(train.departures).toContainText(`14 Sep ${year} 10:00`);
  });
});
