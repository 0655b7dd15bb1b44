import { randomBytes } from "node:crypto";

/** Journeys share one organisation and run side by side: whatever one makes carries a name that no other can have. */
export function unique(word: string): string {
  return `${word} ${randomBytes(3).toString("hex")}`;
}

/** A version that nobody has shipped. */
export function newVersion(): string {
  const [major = 0, minor = 0, patch = 0] = randomBytes(3);
  return `${1000 + major}.${minor}.${patch}`;
}

/** Whether a journey has made this version: the example's own are smaller. */
export function isOfJourney(version: string): boolean {
  return Number(version.split(".")[0]) >= 1000;
}

/** A commit and an artifact as a build server would name them. */
export function newArtifact(): { commitSha: string; artifactDigest: string } {
  return { commitSha: randomBytes(20).toString("hex"), artifactDigest: `sha256:${randomBytes(32).toString("hex")}` };
}
