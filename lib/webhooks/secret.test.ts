import { describe, expect, it } from "vitest";
import { isWebhookSecret, newWebhookSecret, openSecret, sealSecret } from "./secret";

describe("a signing secret", () => {
  it("comes back from the seal, which never looks the same twice and does not hold it", () => {
    const secret = newWebhookSecret();
    const sealed = [sealSecret(secret), sealSecret(secret)];
    expect(sealed.map(openSecret)).toEqual([secret, secret]);
    expect(sealed[0]).not.toBe(sealed[1]);
    expect(sealed[0]).not.toContain(secret.slice("whsec_".length, 20));
  });

  it("does not open when a character of the seal was changed", () => {
    const sealed = sealSecret(newWebhookSecret());
    const at = 20;
    const changed = sealed.slice(0, at) + (sealed[at] === "A" ? "B" : "A") + sealed.slice(at + 1);
    expect(() => openSecret(changed)).toThrow();
    expect(() => openSecret("v2.abc")).toThrow("unknown form");
  });

  it.each([
    [newWebhookSecret(), true],
    [`whsec_${Buffer.alloc(24).toString("base64")}`, true],
    [`whsec_${Buffer.alloc(23).toString("base64")}`, false],
    [`whsec_${Buffer.alloc(65).toString("base64")}`, false],
    ["", false],
    ["whsec_", false],
    ["whsec_not base64!", false],
  ])("%s is one: %s", (text, expected) => {
    expect(isWebhookSecret(text)).toBe(expected);
  });
});
