import type { CheckResult, DeploymentWord, Fact, Made, Reading } from "./fact";
import { commitAt, digestAt, digestOf, instantAt, plainText, textAt, urlAt, valueAt } from "./payload";

type Known = {
  body: unknown;
  base: Omit<Reading, "facts" | "ignored">;
  made: Made;
  version?: string;
  predicate: string;
};
type Read = (known: Known) => Fact[] | string;

const meaningless: Readonly<Record<string, string>> = {
  approval: "Approvals are given by people in Signalbox; one that was given elsewhere counts for nothing here.",
  change: "A change is no build yet.",
  branch: "Branches are not followed here.",
  repository: "Repositories are not followed here.",
  environment: "Environments are set up in Signalbox.",
  incident: "Incidents are not followed here.",
  ticket: "Tickets are not followed here.",
  testoutput: "What a test has put out belongs to its run, which is told by itself.",
  taskrun: "A task is a part of its pipeline run, which is told as a whole.",
};

const readers: Readonly<Record<string, Read>> = {
  artifact: readArtifact,
  build: readBuild,
  pipelinerun: (known) => readRun(known, "pipelineName", "Pipeline"),
  testsuiterun: (known) => readRun(known, "testSuite.name", "Test suite"),
  testcaserun: (known) => readRun(known, "testCase.name", "Test case"),
  service: readService,
};

/**
 * Reads a CDEvent, bare or as the data of a CloudEvent. The specification names no commit in most events, so it is taken from
 * `customData` (`commitSha`, `version`), from a change whose id is one, or from another event of the same chain.
 */
export function readCdevent(type: string, envelope: unknown): Reading {
  const data = valueAt(envelope, "data");
  const body = valueAt(data, "context") === undefined ? envelope : data;
  const name = textAt(body, "context.type", 120) ?? textAt(envelope, "type", 120) ?? plainText(type, 120) ?? "unknown";
  const [, subject = "", predicate = ""] = /^dev\.cdevents\.([a-z]+)\.([a-z]+)(?:\.|$)/.exec(name) ?? [];
  const eventType = subject === "" ? name : `${subject}.${predicate}`;
  const made = madeOf(body);
  const base = {
    eventType,
    places: placesOf(body),
    summary: textAt(body, "subject.id", 120) ?? "",
    occurredAt: instantAt(body, "context.timestamp") ?? instantAt(envelope, "time"),
    correlation: textAt(body, "context.chainId", 100),
    ...made,
  };
  if (subject === "") return { ...base, ignored: `“${name}” is no event of CDEvents.` };
  const read = Object.hasOwn(readers, subject) ? readers[subject] : undefined;
  const version = textAt(body, "customData.version", 64) ?? versionOf(packageOf(body));
  const found = read?.({ body, base, made, version, predicate }) ?? meaningless[subject];
  if (typeof found === "object") return { ...base, facts: found };
  return { ...base, ignored: found ?? `The subject “${subject}” is not followed here.` };
}

function packageOf(body: unknown): string | undefined {
  const own = textAt(body, "subject.id", 500);
  return textAt(body, "subject.content.artifactId", 500) ?? (own?.startsWith("pkg:") ? own : undefined);
}

function madeOf(body: unknown): Made {
  return {
    commitSha: commitAt(body, "customData.commitSha") ?? commitAt(body, "subject.content.change.id"),
    artifactDigest: digestOf(packageOf(body)) ?? digestAt(body, "customData.artifactDigest"),
  };
}

/** A package without its version, the repository of a change, the source of the event: any of them may name the service. */
function placesOf(body: unknown): string[] {
  const named = ["subject.content.change.source", "subject.content.repository.id", "subject.source", "context.source"];
  const places = named.flatMap((path) => textAt(body, path) ?? []);
  const own = packageOf(body)?.replace(/[@?#].*$/, "");
  return [...new Set(own === undefined ? places : [own, ...places])];
}

/** The version of a package URL, or the tag of an image, whose version is its digest. */
function versionOf(url: string | undefined): string | undefined {
  const [, tag] = /[?&]tag=([^&#]+)/.exec(url ?? "") ?? [];
  const [, version] = /@([^?#]+)/.exec(url ?? "") ?? [];
  const found = tag ?? (version?.toLowerCase().startsWith("sha256") ? undefined : version);
  try {
    return found === undefined ? undefined : plainText(decodeURIComponent(found), 64);
  } catch {
    return undefined;
  }
}

function buildFact({ base, made, version, body }: Known): Fact {
  const subject = `artifact ${made.artifactDigest ?? base.summary}`;
  const runUrl = urlAt(body, "customData.runUrl");
  return { kind: "build", trigger: "artifact", subject, at: base.occurredAt, ...made, version, changes: [], runUrl };
}

function readArtifact(known: Known): Fact[] | string {
  if (known.predicate !== "published" && known.predicate !== "packaged")
    return `An artifact that was ${known.predicate} changes nothing here.`;
  if (known.made.artifactDigest === undefined)
    return "The artifact's id carries no sha256 digest, so nothing says which build it is.";
  return [buildFact(known)];
}

function readBuild(known: Known): Fact[] | string {
  if (known.predicate !== "finished") return "A build counts when it is finished.";
  if (known.made.artifactDigest === undefined) return "The build names no artifact with a sha256 digest.";
  return [buildFact(known)];
}

function readRun({ body, base, made, predicate }: Known, namePath: string, word: string): Fact[] | string {
  const name = textAt(body, `subject.content.${namePath}`) ?? word;
  const outcome = textAt(body, "subject.content.outcome", 40);
  const result: CheckResult | undefined =
    predicate === "finished" ? outcomeOf(outcome) : predicate === "skipped" ? "skipped" : "running";
  const summary = textAt(body, "subject.content.reason", 300) ?? textAt(body, "subject.content.errors", 300) ?? "";
  const of = made.commitSha ?? made.artifactDigest ?? base.correlation ?? base.summary;
  const subject = `check ${name} of ${of}`;
  const url = urlAt(body, "subject.content.uri");
  return [{ kind: "check", subject, at: base.occurredAt, ...made, name, result, summary, url }];
}

function outcomeOf(outcome: string | undefined): CheckResult {
  if (outcome === "success" || outcome === "pass") return "passed";
  if (outcome === "skip") return "skipped";
  return outcome === "cancel" ? "cancelled" : "failed";
}

function readService({ body, base, made, predicate }: Known): Fact[] | string {
  const environment =
    textAt(body, "subject.content.environment.name") ?? textAt(body, "subject.content.environment.id");
  const status: DeploymentWord | undefined =
    predicate === "deployed" || predicate === "upgraded" ? "succeeded" : undefined;
  if (status === undefined)
    return predicate === "rolledback"
      ? "A way back is started in Signalbox, which calls for it; one that happened elsewhere changes nothing."
      : `A service that was ${predicate} changes nothing here.`;
  if (environment === undefined) return "The deployment does not say where to.";
  const subject = `deployment of ${made.artifactDigest ?? base.summary} to ${environment}`;
  return [{ kind: "deployment", subject, at: base.occurredAt, ...made, environment, status, message: "" }];
}
