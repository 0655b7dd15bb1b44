import { expect, test } from "@/e2e/example/journey";
import { unique } from "@/e2e/example/names";
import { JoiningPage } from "@/e2e/pages/joining-page";
import { Shell } from "@/e2e/pages/shell";
import { SignInPage } from "@/e2e/pages/sign-in-page";

const password = "lantern-gravel-motif-51";

test("whoever signs out everywhere is out in every browser", async ({ as, browser }) => {
  const email = `${unique("guest").replace(" ", ".")}@northwind.example`;
  const { link } = await (await as("admin")).people.invite({ email, role: "developer", teamId: null });
  const [phone, desk] = [await browser.newContext(), await browser.newContext()];
  const [onPhone, atDesk] = [await phone.newPage(), await desk.newPage()];
  await new JoiningPage(onPhone).join(link, "Mara Voss", password);
  const signIn = new SignInPage(atDesk);
  await signIn.go("/account");
  await signIn.withPassword(email, password);
  await atDesk.waitForURL("**/account");

  await atDesk.getByRole("button", { name: "Sign out everywhere" }).click();
  await atDesk.getByRole("alertdialog").getByRole("button", { name: "Sign out everywhere" }).click();
  await expect(atDesk).toHaveURL(/\/sign-in/);
  await onPhone.reload();
  await expect(new SignInPage(onPhone).email).toBeVisible();
  await Promise.all([phone.close(), desk.close()]);
});

test("in the demo one becomes somebody else on the page one looks at", async ({ page }) => {
  const signIn = new SignInPage(page);
  await signIn.go("/queue");
  await signIn.lookAroundAs("Developer");
  const shell = new Shell(page);
  await expect(page.getByRole("button", { name: /Devika Rao/ })).toBeVisible();
  await shell.role.selectOption({ label: "QA" });
  await expect(page.getByRole("button", { name: /Quentin Moreau/ })).toBeVisible();
  await expect(page).toHaveURL(/\/queue/);
  await expect(page.getByRole("button", { name: /^Claim/ }).first()).toBeVisible();
});
