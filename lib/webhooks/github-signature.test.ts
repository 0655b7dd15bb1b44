import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { isSignedByGithub } from "./github-signature";

/** The values that GitHub publishes; they lie beside the repository and are skipped with a line where they are absent. */
const path = fileURLToPath(new URL("../../../shared/data/webhooks/signatures/github.json", import.meta.url));
const there = existsSync(path);
if (!there) process.stderr.write(`skipped: published signatures, ${path} is absent\n`);
type Vector = { secret: string; payload: string; header: string; ok: boolean; note?: string };
const vectors: Vector[] = there ? JSON.parse(readFileSync(path, "utf8")).vectors : [];

describe.runIf(there)("published signatures of GitHub", () => {
  it.each(vectors)("$header ($payload): $ok", ({ secret, payload, header, ok }) => {
    expect(isSignedByGithub([secret], header, payload)).toBe(ok);
    expect(isSignedByGithub(["another", secret], header, payload)).toBe(ok);
    expect(isSignedByGithub(["another"], header, payload)).toBe(false);
  });
});
