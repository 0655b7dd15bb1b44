import { expect, test } from "@/e2e/example/journey";
import { newArtifact, newVersion, unique } from "@/e2e/example/names";
import { AccessPage } from "@/e2e/pages/access-page";
import { QueuePage } from "@/e2e/pages/queue-page";

test("a pipeline hands a build over with a token that was shown once; QA sees it come, and a revoked token is refused", async ({
  enter,
  playwright,
  baseURL,
}) => {
  const developer = await enter("developer");
  const access = new AccessPage(developer);
  const tokenName = unique("mailer pipeline");
  await access.go();
  const token = await access.createToken(tokenName);
  await expect(developer.getByText(token)).toHaveCount(0);

  const queue = new QueuePage(await enter("qa"));
  await queue.go();
  const version = newVersion();
  const extraHTTPHeaders = { authorization: `Bearer ${token}` };
  const pipeline = await playwright.request.newContext({ baseURL, extraHTTPHeaders });
  const build = { service: "mailer", version, ...newArtifact(), checks: { passed: 88, total: 88 } };

  const handedOver = await pipeline.post("/api/v1/handoffs", { data: build });
  expect(handedOver).toBeOK();
  expect(await handedOver.json()).toMatchObject({ number: 1, created: true });
  await expect(queue.card(`mailer ${version}`, 1)).toContainText("88 of 88");

  await test.step("the same artifact again changes nothing", async () => {
    const again = await pipeline.post("/api/v1/handoffs", { data: build });
    expect(await again.json()).toMatchObject({ number: 1, created: false });
  });
  await test.step("a pipeline cannot judge: verdicts are a person's", async () => {
    const { handoffId } = await handedOver.json();
    expect((await pipeline.post(`/api/v1/handoffs/${handoffId}/accept`, { data: {} })).status()).toBe(403);
  });
  await test.step("after it was revoked the token opens nothing", async () => {
    await access.revoke(tokenName);
    const refused = await pipeline.post("/api/v1/handoffs", { data: { ...build, ...newArtifact() } });
    expect(refused.status()).toBe(401);
  });
  await pipeline.dispose();
});
