import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { expect, test } from "@/e2e/example/journey";
import { unique } from "@/e2e/example/names";
import { AccessPage } from "@/e2e/pages/access-page";
import { PlanPage } from "@/e2e/pages/plan-page";

test("a plan file adds a window from the command line, is edited, compared and applied in the browser, and stands then", async ({
  enter,
  baseURL,
}, testInfo) => {
  const admin = await enter("admin");
  const access = new AccessPage(admin);
  await access.go();
  const token = await access.createToken(unique("GitOps"), ["Apply a plan file"]);

  const name = unique("Evenings");
  const file = (lanes: number) => `signalbox: 1

windows:
  - name: ${name}
    environment: Staging
    zone: Europe/Berlin
    localStart: 2026-12-01T19:00
    durationMinutes: 120
    rrule: FREQ=WEEKLY;BYDAY=TU
    lanes: ${lanes}
`;
  const path = testInfo.outputPath("plan.yaml");
  const cli = (...args: string[]) =>
    new Promise<{ code: number; out: string }>((resolve) => {
      const env = { ...process.env, SIGNALBOX_URL: baseURL, SIGNALBOX_TOKEN: token };
      execFile(process.execPath, ["scripts/plan.mjs", ...args], { env }, (error, out) =>
        resolve({ code: error ? Number(error.code) : 0, out }),
      );
    });

  await writeFile(path, file(1));
  expect(await cli("plan", path)).toMatchObject({
    code: 2,
    out: expect.stringContaining(`+ windows: ${name} in Staging`),
  });
  expect(await cli("apply", path)).toMatchObject({ code: 0, out: expect.stringContaining("Applied.") });

  const plan = new PlanPage(admin);
  await plan.go();
  await expect(plan.standing).toContainText(`- name: ${name}`);

  await test.step("a fault is told with its line, and leads there", async () => {
    await plan.compare(file(1).replace("lanes: 1", "lanes: many"));
    await plan.faults.getByRole("button", { name: "Line 10, windows[0].lanes" }).click();
    await expect(plan.file).toBeFocused();
  });
  await test.step("an edit is shown before and after, and applied", async () => {
    await plan.compare(file(3));
    await expect(plan.change(`${name} in Staging`)).toContainText("Lanes");
    await expect(plan.change(`${name} in Staging`).locator("del")).toHaveText("1");
    await expect(plan.change(`${name} in Staging`).locator("ins")).toHaveText("3");
    await plan.apply();
  });
  await test.step("the window is what the file says, for programs and for people", async () => {
    await writeFile(path, file(3));
    const stands = expect.stringContaining("The plan stands as the file says.");
    expect(await cli("plan", path)).toMatchObject({ code: 0, out: stands });
    await admin.goto("/settings/windows");
    await admin.getByRole("link", { name }).click();
    await expect(admin.getByText("3 lanes").first()).toBeVisible();
  });
});

test("whoever changes a window reads what it would have done to the past year before they save", async ({ enter }) => {
  const manager = await enter("release_manager");
  await manager.goto("/settings/windows");
  await manager.getByRole("link", { name: "Core" }).first().click();
  await manager.getByRole("link", { name: "Change", exact: true }).click();
  const rehearsal = manager.locator("[data-card]").filter({ has: manager.getByRole("heading", { name: "Rehearsal" }) });
  await expect(rehearsal).toContainText("Would have blocked none of");
  await manager.getByRole("checkbox", { name: "Monday" }).uncheck({ force: true });
  await expect(rehearsal).toContainText(/Would have blocked \d+ of \d+ deployments/);
  await expect(rehearsal.getByRole("img", { name: /Deployments week by week/ })).toBeVisible();
});
