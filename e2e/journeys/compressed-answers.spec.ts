import { expect, test } from "@/e2e/example/journey";
import { SchedulePage } from "@/e2e/pages/schedule-page";

test("what a screen reads travels compressed", async ({ enter }) => {
  const page = await enter("release_manager");
  await new SchedulePage(page).go();
  const read = page.waitForResponse((response) => /\/api\/rpc\/slots\/week/.test(response.url()));
  await page.getByRole("button", { name: "Week after" }).click();
  const response = await read;
  expect(await response.headerValue("content-encoding")).toBe("gzip");
  expect(await response.headerValue("content-type")).toBe("application/json");
});
