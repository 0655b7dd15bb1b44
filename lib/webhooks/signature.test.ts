import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { signMessage, verifyMessage } from "./signature";

const now = new Date("2026-11-24T06:00:00Z");
const secret = `whsec_${Buffer.from("a secret with exactly 32 bytes!!").toString("base64")}`;
const other = `whsec_${Buffer.from("another secret of the same size!").toString("base64")}`;
const body = '{"status":"running"}';

function signed(secrets = [secret], at = now) {
  const headers = signMessage(secrets, "msg_1", at, body);
  return {
    webhookId: headers["webhook-id"],
    timestamp: headers["webhook-timestamp"],
    signature: headers["webhook-signature"],
  };
}
const seconds = (count: number) => new Date(now.getTime() + count * 1000);

describe("a signed message", () => {
  it("is accepted by the secret it was signed with, and by no other", () => {
    expect(verifyMessage([secret], signed(), body, now)).toBe("valid");
    expect(verifyMessage([other], signed(), body, now)).toBe("wrong");
  });

  it("is accepted by either side of a rotation", () => {
    expect(verifyMessage([other, secret], signed([secret]), body, now)).toBe("valid");
    expect(verifyMessage([secret], signed([other, secret]), body, now)).toBe("valid");
  });

  it("is refused when a byte of body, id or time differs", () => {
    expect(verifyMessage([secret], signed(), `${body} `, now)).toBe("wrong");
    expect(verifyMessage([secret], { ...signed(), webhookId: "msg_2" }, body, now)).toBe("wrong");
    expect(verifyMessage([secret], { ...signed(), timestamp: String(now.getTime() / 1000 + 1) }, body, now)).toBe(
      "wrong",
    );
  });

  it("is stale more than five minutes off, before and after", () => {
    expect(verifyMessage([secret], signed(), body, seconds(300))).toBe("valid");
    expect(verifyMessage([secret], signed(), body, seconds(301))).toBe("stale");
    expect(verifyMessage([secret], signed(), body, seconds(-301))).toBe("stale");
  });

  it("is called wrong, not stale, when it is both: times tell a stranger nothing", () => {
    expect(verifyMessage([other], signed(), body, seconds(1_000))).toBe("wrong");
  });

  it.each(["", "v1", "v1,", "v2,AAAA", "1764000000abc", "NaN"])("survives nonsense: %j", (nonsense) => {
    expect(verifyMessage([secret], { ...signed(), signature: nonsense }, body, now)).toBe("wrong");
    expect(verifyMessage([secret], { ...signed(), timestamp: nonsense }, body, now)).toBe("wrong");
  });
});

type Vector = {
  name: string;
  ok: boolean;
  now: number;
  secret: string;
  payload: string;
  headers: Record<string, string>;
};

/** Vectors that Standard Webhooks publishes; they lie beside the repository and are skipped with a line where they are absent. */
const path = fileURLToPath(new URL("../../../shared/data/webhooks/signatures/standard-webhooks.json", import.meta.url));
const there = existsSync(path);
if (!there) process.stderr.write(`skipped: published signatures, ${path} is absent\n`);
const vectors: Vector[] = there ? JSON.parse(readFileSync(path, "utf8")).vectors : [];

describe.runIf(there)("published signatures of Standard Webhooks", () => {
  it.each(vectors.filter((vector) => vector.secret.length > "whsec_".length))("$name", (vector) => {
    const headers = new Headers(vector.headers);
    const parts = {
      webhookId: headers.get("webhook-id") ?? "",
      timestamp: headers.get("webhook-timestamp") ?? "",
      signature: headers.get("webhook-signature") ?? "",
    };
    const verdict = verifyMessage([vector.secret], parts, vector.payload, new Date(vector.now * 1000));
    expect(verdict === "valid").toBe(vector.ok);
  });
});
