import type { DeploymentWord, Fact, Made, Said } from "./fact";
import { commitAt, digestAt, instantAt, textAt } from "./payload";

const deploymentStates: Readonly<Record<string, DeploymentWord>> = {
  pending: "requested",
  queued: "requested",
  waiting: "requested",
  in_progress: "running",
  success: "succeeded",
  failure: "failed",
  error: "failed",
};

/** A deployment that is asked for. */
export function readDeployment(body: unknown): Said {
  const made = madeOf(body);
  const environment = textAt(body, "deployment.environment");
  const occurredAt = instantAt(body, "deployment.created_at");
  const ref = textAt(body, "deployment.ref", 300);
  const base = { summary: `deployment to ${environment ?? "?"}`, ...made, ref, occurredAt };
  if (environment === undefined) return { ...base, ignored: "The deployment does not say where to." };
  const facts: Fact[] = [deploymentFact(body, made, environment, "requested", occurredAt)];
  // Whoever starts the deployment may say in its payload what exactly is deployed.
  if (made.artifactDigest !== undefined)
    facts.unshift({
      kind: "build",
      trigger: "artifact",
      subject: "deployment",
      at: occurredAt,
      ...made,
      ref,
      version: textAt(body, "deployment.payload.version", 64),
      changes: [],
    });
  return { ...base, facts };
}

/** How far a deployment is. */
export function readDeploymentStatus(body: unknown): Said {
  const made = madeOf(body);
  const environment = textAt(body, "deployment_status.environment") ?? textAt(body, "deployment.environment");
  const state = textAt(body, "deployment_status.state", 60) ?? "unknown";
  const status = Object.hasOwn(deploymentStates, state) ? deploymentStates[state] : undefined;
  const occurredAt = instantAt(body, "deployment_status.updated_at") ?? instantAt(body, "deployment_status.created_at");
  const ref = textAt(body, "deployment.ref", 300);
  const base = { summary: `deployment to ${environment ?? "?"}: ${state}`, ...made, ref, occurredAt };
  if (environment === undefined) return { ...base, ignored: "The deployment does not say where to." };
  if (status === undefined)
    return {
      ...base,
      ignored: `A deployment that is “${state}” has been replaced or put away; that changes nothing here.`,
    };
  return { ...base, facts: [deploymentFact(body, made, environment, status, occurredAt)] };
}

function madeOf(body: unknown): Made {
  return {
    commitSha: commitAt(body, "deployment.sha"),
    artifactDigest:
      digestAt(body, "deployment.payload.artifactDigest") ?? digestAt(body, "deployment.payload.artifact_digest"),
  };
}

function deploymentFact(
  body: unknown,
  made: Made,
  environment: string,
  status: DeploymentWord,
  at: Date | undefined,
): Fact {
  const id = textAt(body, "deployment.id", 40) ?? "";
  const message =
    textAt(body, "deployment_status.description", 500) ?? textAt(body, "deployment.description", 500) ?? "";
  return { kind: "deployment", subject: `deployment ${id}`, at, ...made, environment, status, message };
}
