import type { Page } from "@playwright/test";
import { expect, test } from "@/e2e/example/journey";
import { unique } from "@/e2e/example/names";
import { JoiningPage } from "@/e2e/pages/joining-page";
import { Shell } from "@/e2e/pages/shell";
import { SignInPage } from "@/e2e/pages/sign-in-page";

const password = "lantern-gravel-motif-51";

/** A slow line: a page is there to be looked at, its scripts come when told. */
async function slowLine(page: Page) {
  let comes = Promise.resolve();
  await page.route("**/_next/static/**/*.js*", async (route) => {
    await comes;
    await route.continue();
  });
  /** Goes there and does that before the first script has come. */
  return async function early(address: string, does: () => Promise<void>): Promise<void> {
    let tell = () => {};
    comes = new Promise<void>((told) => {
      tell = told;
    });
    await page.goto(address, { waitUntil: "commit" });
    await does();
    tell();
  };
}

test("what is typed and pressed before a page can answer is neither lost nor sent by the browser itself", async ({
  as,
  page,
}) => {
  const email = `${unique("early").replace(" ", ".")}@northwind.example`;
  const { link } = await (await as("admin")).people.invite({ email, role: "developer", teamId: null });
  const early = await slowLine(page);
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));

  await early(link, () => new JoiningPage(page).joinAs("Mara Voss", password));
  await page.waitForURL("**/schedule");
  await expect(page.getByRole("button", { name: /Mara Voss/ })).toBeVisible();

  await page.context().clearCookies();
  const signIn = new SignInPage(page);
  await early("/account", async () => {
    await signIn.email.fill(email);
    await page.getByLabel("Password").fill(password);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("button", { name: "Sign in", exact: true })).toHaveAttribute("data-kept", "");
  });
  await page.waitForURL("**/account");
  expect(asked.filter((address) => address.includes(password))).toEqual([]);
});

test("what is asked for, chosen, written and ticked too early comes as soon as the page can answer", async ({
  enter,
  page,
}) => {
  const looking = await enter("admin");
  await page.context().addCookies(await looking.context().cookies());
  const early = await slowLine(page);

  await early("/releases", () => page.getByRole("button", { name: "New release" }).click());
  await expect(page.getByRole("dialog", { name: "New release" })).toBeVisible();

  await early("/releases", () => page.getByRole("button", { name: /Ada Brandt/ }).click());
  await expect(page.getByRole("menuitem", { name: "Sign out" })).toBeVisible();

  const file = page.getByRole("textbox", { name: "Plan file" });
  await early("/settings/plan?tab=file", async () => {
    await file.fill("signalbox: 1");
    await page.getByText("Also remove what the file does not name").click();
  });
  await expect(page.getByRole("checkbox")).toBeChecked();
  await page.getByRole("button", { name: "Compare" }).click();
  await expect(page.getByRole("heading", { name: "What it would change" })).toBeVisible();
  await expect(file).toHaveValue("signalbox: 1");

  await early("/queue", async () => {
    await new Shell(page).role.selectOption({ label: "QA" });
  });
  await expect(page.getByRole("button", { name: /Quentin Moreau/ })).toBeVisible();
  await expect(page).toHaveURL(/\/queue/);
});

test("a page that is taken over minutes after it was made is taken over as it is, and not made anew", async ({
  enter,
}) => {
  const page = await enter("release_manager");
  const broken: string[] = [];
  page.on("pageerror", ({ message }) => broken.push(`${new URL(page.url()).pathname}: ${message}`));
  await page.clock.setFixedTime(Date.now() + 20 * 60_000);
  for (const address of [
    "/queue",
    "/schedule",
    "/releases",
    "/departures",
    "/trains",
    "/approvals",
    "/bookings",
    "/notices",
  ])
    await page.goto(address);
  await page.goto("/releases");
  await page.getByRole("main").getByRole("row").nth(1).getByRole("link").first().click();
  await page.waitForURL("**/releases/*-*");
  await page.goto(page.url());
  expect(broken).toEqual([]);
});

test("where scripts are off no password gets into an address", async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  const signIn = new SignInPage(page);
  await signIn.go();
  await signIn.withPassword("somebody@northwind.example", password);
  await expect(page).toHaveURL(/\/sign-in$/);
  await context.close();
});
