import { expect, test } from "@/e2e/example/journey";
import { newArtifact, newVersion, unique } from "@/e2e/example/names";
import { DeploymentPage } from "@/e2e/pages/deployment-page";
import { ReleasePage } from "@/e2e/pages/release-page";
import { ServicePage } from "@/e2e/pages/service-page";

/** The example's mailer has lost its licence: nobody has repeated the drill in which it recovers by itself. */
const service = "mailer";
const runUrl = "https://ci.example.com/runs/8123";

test("a pipeline proves what its service can do, deploys without a window, and is refused as soon as a proof fails", async ({
  enter,
  as,
  plan,
  playwright,
  baseURL,
}) => {
  const member = await as("developer");
  const permissions = ["plan.read", "release.write", "slot.book"] as const;
  const { token } = await member.access.createToken({ name: unique("pipeline"), permissions: [...permissions] });
  const extraHTTPHeaders = { authorization: `Bearer ${token}` };
  const pipeline = await playwright.request.newContext({ baseURL, extraHTTPHeaders });
  const post = async (path: string, data: object) => {
    const answer = await pipeline.post(`/api/v1${path}`, { data });
    return { status: answer.status(), body: await answer.json() };
  };
  const prove = (proof: object) => post("/licence-proofs", { service, ...proof });
  const { services } = await member.services.list({});
  const serviceId = services.find(({ name }) => name === service)?.id ?? "";
  const developer = await enter("developer");
  const page = new ServicePage(developer);
  await page.go(serviceId);
  await expect(page.proof("Self-recovery")).toContainText("expired");

  const build = newArtifact();
  const version = newVersion();
  const handedOver = await post("/handoffs", { service, version, ...build, changes: [{ title: "Shorter mails" }] });
  const { releaseId } = handedOver.body;

  await test.step("the drill is repeated: the licence comes back while somebody looks", async () => {
    const drill = await prove({ kind: "self_recovery", summary: "Queue cut off: nothing lost" });
    expect(drill).toMatchObject({ status: 201, body: { licensed: true } });
    await expect(page.proof("Self-recovery")).toContainText("holds");
  });

  await test.step("its regression run accepts exactly this build, and says that no tester did", async () => {
    const artifact = { artifactDigest: build.artifactDigest, evidenceUrl: runUrl };
    const run = await prove({ kind: "regression_tests", summary: "188 tests, all green", ...artifact });
    expect(run.body.build).toMatchObject({ accepted: true, releaseId });
    const release = new ReleasePage(developer);
    await release.go(releaseId);
    await expect(release.rounds).toContainText("by its regression run, no tester");
  });

  const now = await post(`/releases/${releaseId}/deploy`, {});
  const deployment = new DeploymentPage(await enter("release_manager"));
  await test.step("deployed now it needs the same signatures as ever, and leaves with the last of them", async () => {
    expect(now).toMatchObject({ status: 201, body: { state: "waiting" } });
    await plan.signed(now.body.slotId);
    const release = new ReleasePage(developer);
    await expect(release.chip("released")).toBeVisible();
  });

  await test.step("what misbehaves is rolled back, by a call of its own", async () => {
    const { slots } = await member.releases.detail({ releaseId });
    await deployment.go(slots[0]?.deployment?.id ?? "");
    await deployment.rollBack("Mails go out twice.");
    await expect(deployment.story).toContainText("The receiver reported rolled back");
    await expect(deployment.way).toContainText("Rolled back");
  });

  await test.step("a proof fails: deploy now is refused, with what is missing and the next window", async () => {
    await prove({ kind: "self_recovery", outcome: "failed", summary: "Eleven mails were lost" });
    const next = await plan.accepted(service);
    const refused = await post(`/releases/${next.id}/deploy`, {});
    expect(refused).toMatchObject({ status: 409, body: { code: "not_licensed" } });
    expect(Date.parse(refused.body.data.nextOpen)).toBeGreaterThan(Date.now());
    await page.go(serviceId);
    await expect(page.proof("Self-recovery")).toContainText("failed");
    const dialog = await page.deployNow(service);
    await expect(dialog).toContainText("Eleven mails were lost");
    await expect(dialog).toContainText(/Production: next place .+ in /);
    await expect(dialog.getByRole("link", { name: "Book a slot instead" })).toBeVisible();
  });
  await pipeline.dispose();
});
