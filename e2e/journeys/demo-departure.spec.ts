import { expect, test } from "@/e2e/example/journey";
import { DeparturesPage } from "@/e2e/pages/departures-page";
import { SignInPage } from "@/e2e/pages/sign-in-page";

test("minutes after the demo has started its own slot opens and turns released, on a board that nobody touches", async ({
  page,
  as,
}) => {
  test.setTimeout(480_000);
  const signIn = new SignInPage(page);
  await signIn.go("/departures");
  await signIn.lookAroundAs("Stakeholder");
  const board = new DeparturesPage(page);
  await expect(board.heading).toBeVisible();
  const { releases } = await (await as("developer")).releases.list({ search: "flags" });
  const hotfix = releases.find(({ kind }) => kind === "hotfix");
  await expect(board.row(`flags ${hotfix?.version}`)).toContainText("Released", { timeout: 200_000 });
});
