import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@/e2e/example/journey";
import { JoiningPage } from "@/e2e/pages/joining-page";
import { PeoplePage } from "@/e2e/pages/people-page";
import { SignInPage } from "@/e2e/pages/sign-in-page";
import { type RunningSignalbox, startSignalbox } from "@/scripts/testing/start-signalbox";

const password = "plum-orbit-canvas-29";
let empty: RunningSignalbox;

test.beforeAll(async () => {
  empty = await startSignalbox({ dataDirectory: mkdtempSync(join(tmpdir(), "signalbox-test-")) });
});

test.afterAll(async () => {
  await empty.stop();
  rmSync(empty.dataDirectory, { recursive: true, force: true });
});

test("an empty installation is set up with the token from the terminal, once, and people come by invitation", async ({
  browser,
}) => {
  const { url, setupToken = "" } = empty;
  const admin = await browser.newContext({ baseURL: url });
  const page = await admin.newPage();

  await test.step("every way leads to the set-up", async () => {
    await page.goto("/");
    await expect(page).toHaveURL(/\/set-up/);
  });
  await test.step("the admin sets it up and is in", async () => {
    const person = { name: "Ines Mol", email: "ines@hafen.example", organisation: "Hafen", password };
    await new JoiningPage(page).setUp({ token: setupToken, ...person });
  });
  const people = new PeoplePage(page);
  await people.go();
  await expect(people.row("Ines Mol")).toContainText("Admin");
  const link = await people.invite("tove@hafen.example", "QA");

  await test.step("the invited tester joins by the link and signs in again later", async () => {
    const guest = await browser.newContext({ baseURL: url });
    const tester = await guest.newPage();
    await new JoiningPage(tester).join(link, "Tove Lind", password);
    await guest.clearCookies();
    const signIn = new SignInPage(tester);
    await signIn.go("/queue");
    await signIn.withPassword("tove@hafen.example", "wrong-password-1");
    await expect(signIn.problem).toContainText("wrong");
    await signIn.withPassword("tove@hafen.example", password);
    await expect(tester.getByRole("heading", { level: 1, name: "QA queue" })).toBeVisible();
    await guest.close();
  });
  await test.step("neither link nor token works twice", async () => {
    const stranger = await browser.newContext({ baseURL: url });
    const visitor = await stranger.newPage();
    await visitor.goto(link);
    await expect(visitor.getByRole("button", { name: "Join" })).toHaveCount(0);
    await visitor.goto(`/set-up?token=${setupToken}`);
    await expect(visitor.getByRole("button", { name: "Set up Signalbox" })).toHaveCount(0);
    await stranger.close();
  });
  await expect(people.row("Tove Lind")).toContainText("QA");
  await admin.close();
});
