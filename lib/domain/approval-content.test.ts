import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { type ApprovalSubject, approvalChanges, approvalContent } from "./approval-content";
import { at, range } from "./testing/slot-example";

const subject: ApprovalSubject = {
  environment: { id: "production", name: "Production" },
  policy: { version: 3, coversTime: "occurrence" },
  slot: { during: range("24T07:00", "24T09:00"), occurrence: { id: "tue", during: range("24T05:00", "24T11:00") } },
  releases: [
    {
      releaseId: "r-web",
      serviceName: "web",
      version: "2026.47",
      build: { number: 2, artifactDigest: "sha256:2" },
      target: { url: "https://deploy.example/web", strategy: "direct", version: 1 },
    },
  ],
};
const [web] = subject.releases as [ApprovalSubject["releases"][number]];
const target = web.target as NonNullable<typeof web.target>;
const withWeb = (change: Partial<typeof web>): ApprovalSubject => ({ ...subject, releases: [{ ...web, ...change }] });
const covering = (
  coversTime: ApprovalSubject["policy"]["coversTime"],
  change: Partial<ApprovalSubject["slot"]> = {},
): ApprovalSubject => ({
  ...subject,
  policy: { ...subject.policy, coversTime },
  slot: { ...subject.slot, ...change },
});
const changes = (before: ApprovalSubject, after: ApprovalSubject) =>
  approvalChanges(approvalContent(before), approvalContent(after), "Europe/Berlin");

describe("what an approval signs", () => {
  it("is one canonical text, the same whatever the order of releases and keys", () => {
    const other = { ...web, releaseId: "r-api", serviceName: "api" };
    const one = approvalContent({ ...subject, releases: [web, other] });
    expect(approvalContent({ ...subject, releases: [other, { ...web }] })).toBe(one);
    const shuffled = {
      releases: subject.releases,
      slot: subject.slot,
      policy: subject.policy,
      environment: subject.environment,
    };
    expect(approvalContent(shuffled)).toBe(approvalContent(subject));
  });

  it("keeps its form: a digest that is in the database must stay checkable for years", () => {
    expect(approvalContent(subject)).toBe(
      '{"format":1,"environment":{"id":"production","name":"Production"},"policy":3,' +
        '"time":{"covers":"occurrence","occurrence":"tue","start":"2026-11-24T05:00:00.000Z"},' +
        '"releases":[{"id":"r-web","service":"web","version":"2026.47","build":{"number":2,"digest":"sha256:2"},' +
        '"target":{"url":"https://deploy.example/web","strategy":"direct","version":1}}]}',
    );
    expect(createHash("sha256").update(approvalContent(subject)).digest("hex")).toHaveLength(64);
  });

  it("does not change when the slot moves inside its occurrence, nor when that is shortened", () => {
    expect(changes(subject, covering("occurrence", { during: range("24T05:00", "24T07:00") }))).toEqual([]);
    expect(
      changes(subject, covering("occurrence", { occurrence: { id: "tue", during: range("24T05:00", "24T10:00") } })),
    ).toEqual([]);
  });

  it("does not change with the time at all where the policy does not cover it", () => {
    const elsewhere = {
      occurrence: { id: "thu", during: range("26T05:00", "26T11:00") },
      during: range("26T07:00", "26T09:00"),
    };
    expect(changes(covering("none"), covering("none", elsewhere))).toEqual([]);
  });
});

describe("what changed since, in words", () => {
  const thursday = { id: "thu", during: range("26T05:00", "26T11:00") };
  it.each<[string, ApprovalSubject, ApprovalSubject, string[]]>([
    ["a newer build", subject, withWeb({ build: { number: 3, artifactDigest: "sha256:3" } }), ["build rc 2 → rc 3"]],
    ["no build any more", subject, withWeb({ build: null }), ["build rc 2 → none"]],
    [
      "the same number with another artifact",
      subject,
      withWeb({ build: { number: 2, artifactDigest: "sha256:x" } }),
      ["the artifact of rc 2 is another one"],
    ],
    [
      "another address",
      subject,
      withWeb({ target: { ...target, url: "https://new.example" } }),
      ["target address https://deploy.example/web → https://new.example"],
    ],
    [
      "another strategy",
      subject,
      withWeb({ target: { ...target, strategy: "blue_green" } }),
      ["strategy direct → blue_green"],
    ],
    ["a target's other settings", subject, withWeb({ target: { ...target, version: 2 } }), ["target settings changed"]],
    ["no target any more", subject, withWeb({ target: null }), ["target removed"]],
    ["a target at last", withWeb({ target: null }), subject, ["target added"]],
    ["a newer policy", subject, { ...subject, policy: { ...subject.policy, version: 4 } }, ["policy version 3 → 4"]],
    [
      "another occurrence",
      subject,
      covering("occurrence", { occurrence: thursday }),
      ["moved from the opening of Tue 24 Nov 06:00 CET to the opening of Thu 26 Nov 06:00 CET"],
    ],
    [
      "another window at the same time",
      subject,
      covering("occurrence", { occurrence: { id: "other", during: range("24T05:00", "24T11:00") } }),
      ["moved to another window"],
    ],
    [
      "a slot whose exact time is signed",
      covering("slot"),
      covering("slot", { during: range("24T08:00", "24T10:00") }),
      ["moved from Tue 24 Nov 08:00–10:00 CET to Tue 24 Nov 09:00–11:00 CET"],
    ],
    [
      "a slot without occurrence, whose time then counts",
      covering("occurrence", { occurrence: null }),
      covering("occurrence", { occurrence: null, during: { start: at("24T07:00"), end: at("24T08:00") } }),
      ["moved from Tue 24 Nov 08:00–10:00 CET to Tue 24 Nov 08:00–09:00 CET"],
    ],
    [
      "another environment",
      subject,
      { ...subject, environment: { id: "staging", name: "Staging" } },
      ["environment Production → Staging"],
    ],
    ["another version", subject, withWeb({ version: "2026.48" }), ["version 2026.47 → 2026.48"]],
    ["another name of the service", subject, withWeb({ serviceName: "shop" }), ["service renamed from web to shop"]],
    [
      "a release more",
      subject,
      { ...subject, releases: [web, { ...web, releaseId: "r-api", serviceName: "api", version: "1.2" }] },
      ["api 1.2 added"],
    ],
    [
      "a release less",
      { ...subject, releases: [web, { ...web, releaseId: "r-api", serviceName: "api", version: "1.2" }] },
      subject,
      ["api 1.2 removed"],
    ],
    [
      "one of several",
      { ...subject, releases: [web, { ...web, releaseId: "r-api", serviceName: "api", version: "1.2" }] },
      {
        ...subject,
        releases: [
          web,
          {
            ...web,
            releaseId: "r-api",
            serviceName: "api",
            version: "1.2",
            build: { number: 7, artifactDigest: "sha256:7" },
          },
        ],
      },
      ["api 1.2: build rc 2 → rc 7"],
    ],
  ])("%s", (_, before, after, expected) => {
    expect(changes(before, after)).toEqual(expected);
  });

  it("is never empty when the texts differ", () => {
    const covers = changes(covering("slot"), covering("none"));
    expect(covers).toEqual(["what is signed is written differently"]);
    expect(changes(subject, subject)).toEqual([]);
  });
});
