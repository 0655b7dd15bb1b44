import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "@/e2e/example/journey";
import { exampleZone } from "@/e2e/example/moments";
import { unique } from "@/e2e/example/names";
import { ImportPage } from "@/e2e/pages/import-page";
import { addDaysInZone, localDate, weekOf } from "@/lib/time/calendar";

/** Windows that other projects have published, where they lie beside the repository; they are not shipped with it. */
const published = fileURLToPath(new URL("../../../shared/data/windows/real-windows-developers.json", import.meta.url));
type PublishedWindow = {
  id: string;
  kind: string;
  tz?: string;
  schedule?: string;
  duration?: string;
  freeze_start?: string;
  freeze_end?: string;
};

/** Those with cron expressions, as their programs write them. */
function asText(windows: readonly PublishedWindow[]): string {
  const sync = windows.flatMap(({ id, kind, schedule, duration, tz }) =>
    schedule === undefined
      ? []
      : [`  - { kind: ${kind}, name: ${id}, schedule: "${schedule}", duration: ${duration}, timeZone: ${tz} }`],
  );
  const freezes = windows.flatMap(({ id, freeze_start, freeze_end, tz }) =>
    freeze_start === undefined
      ? []
      : [`  - { name: ${id}, freeze_start: "${freeze_start}", freeze_end: "${freeze_end}", cron_timezone: ${tz} }`],
  );
  const part = (title: string, lines: string[]) => (lines.length === 0 ? [] : [`${title}:`, ...lines]);
  return [...part("syncWindows", sync), ...part("freeze_periods", freezes)].join("\n");
}

/** Wednesday of the week after next: far enough for what is imported to have begun. */
const wednesday = () =>
  addDaysInZone(addDaysInZone(weekOf(new Date(), exampleZone).end, 7, exampleZone), 2, exampleZone);
const day = (at: Date) => localDate(at, exampleZone);

test("windows of Argo CD and GitLab are shown as what they mean, taken over, and stand on the schedule", async ({
  enter,
}) => {
  const page = await enter("release_manager");
  const imports = new ImportPage(page);
  const [office, weekend] = [unique("Office hours"), unique("Quiet weekend")];
  await imports.goToWindows();
  await imports.showWindows(`syncWindows:
  - kind: allow
    name: ${office}
    schedule: "0 13 * * 1-5" # weekend only
    duration: 2h
    timeZone: W. Europe Standard Time
freeze_periods:
  - name: ${weekend}
    freeze_start: "0 23 * * 5"
    freeze_end: "0 7 * * 1"
    cron_timezone: Europe/Berlin
broken:
  - kind: deny
    name: never
    schedule: "0 0 30 2 *"
    duration: 1h
`);
  await expect(imports.window(office)).toContainText("Every weekday, 13:00–15:00, Europe/Berlin", { ignoreCase: true });
  await expect(imports.window(office)).toContainText("is read as Europe/Berlin");
  await expect(imports.window(office)).toContainText("speaks of the weekend, but never is open");
  await expect(imports.window(weekend)).toContainText("Every Friday, 23:00–07:00 (3 days later)", { ignoreCase: true });
  await expect(imports.window("never")).toContainText("It never fires");
  // Other journeys ship to Production on weekends.
  await imports.only(weekend, "Staging");
  await imports.takeOver(2);

  await page.goto(`/schedule?view=day&day=${day(wednesday())}`);
  await expect(page.getByRole("main")).toContainText(office);
  await page.goto(`/schedule?view=agenda&env=all&day=${day(addDaysInZone(wednesday(), 3, exampleZone))}`);
  await expect(page.getByRole("main")).toContainText(weekend);
});

if (existsSync(published)) {
  test("windows that others have published are shown as what they mean, and one of them is taken over", async ({
    enter,
  }) => {
    const { windows } = JSON.parse(readFileSync(published, "utf8")) as { windows: PublishedWindow[] };
    const page = await enter("release_manager");
    const imports = new ImportPage(page);
    await imports.goToWindows();
    await imports.showWindows(asText(windows));
    for (const { id } of windows.filter(({ schedule, freeze_start }) => schedule ?? freeze_start)) {
      await expect(imports.window(id)).toBeVisible();
    }
    await expect(imports.window("W20")).toContainText("Every Friday, 23:00–07:00 (3 days later)", { ignoreCase: true });
    const evenings = windows.filter(({ id }) => id === "W05").map((window) => ({ ...window, id: unique("Evenings") }));
    await imports.showWindows(asText(evenings));
    const name = evenings[0]?.id ?? "";
    await expect(imports.window(name)).toContainText("Every weekday, 18:00–22:00", { ignoreCase: true });
    await imports.takeOver(1);
    await page.goto(`/schedule?view=day&day=${day(wednesday())}`);
    await expect(page.getByRole("main")).toContainText(name);
  });
}

test("a broken calendar is refused with its line and a good one marks the schedule", async ({ enter }) => {
  const page = await enter("release_manager");
  const imports = new ImportPage(page);
  const title = unique("Harbour festival");
  const calendar = (start: string) =>
    [
      "BEGIN:VCALENDAR",
      "VERSION:2.0",
      "BEGIN:VEVENT",
      "UID:festival",
      `SUMMARY:${title}`,
      `DTSTART;VALUE=DATE:${start}`,
      "END:VEVENT",
      "END:VCALENDAR",
    ].join("\n");
  await imports.goToNewCalendar();
  await imports.showCalendar(calendar("20190938"));
  await expect(imports.faults).toContainText("Line 6");
  await expect(imports.faults).toContainText("is no day or time that exists");
  await imports.showCalendar(calendar(day(wednesday()).replaceAll("-", "")));
  await expect(imports.events).toContainText(title);
  await imports.addCalendar(unique("City events"));
  await expect(imports.events).toContainText(title);

  await page.goto(`/schedule?view=day&day=${day(wednesday())}`);
  await expect(page.getByRole("main")).toContainText(title);
});
