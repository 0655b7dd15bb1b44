import { Card } from "@/components/ui/card";
import { DescriptionList, type Fact } from "@/components/ui/description-list";
import { TextLink } from "@/components/ui/text-link";
import { formatInstant, formatRange } from "@/lib/time/format";
import type { DeploymentDetail } from "./deployment-data";
import { wayBack } from "./way-back";

/** What was deployed, by which call, and how one gets back. */
export function FactsCard({ deployment, zone }: { deployment: DeploymentDetail; zone: string }) {
  const { release, service, build, slot, target, artifactDigest, webhookId, fencingNumber, callUntil, close } =
    deployment;
  const code = (text: string) => <code className="break-all text-xs">{text}</code>;
  const facts: Fact[] = [
    {
      term: "Release",
      value: (
        <TextLink href={`/releases/${release.id}`}>
          {service.name} {release.version}
        </TextLink>
      ),
    },
    {
      term: "Build",
      value: (
        <>
          rc {build.number} · {code(build.commitSha.slice(0, 12))}
        </>
      ),
    },
    { term: "Artifact", value: code(artifactDigest) },
    { term: "Slot", value: <TextLink href={`/slots/${slot.id}`}>{formatRange(slot.during, zone)}</TextLink> },
    { term: "Target", value: code(target.url) },
    {
      term: "Success",
      value: target.successBy === "report" ? "when the receiver reports it" : "when the call is accepted",
    },
    { term: "Call id", value: code(webhookId) },
    { term: "Fencing", value: `number ${fencingNumber}` },
    { term: "Call until", value: formatInstant(callUntil, zone, "exact") },
    ...(close?.overrun === "stop"
      ? [{ term: "Stops", value: `when ${close.windowName} closes, ${formatInstant(close.closesAt, zone)}` }]
      : []),
  ];
  return (
    <Card title="What was called">
      <DescriptionList facts={facts} />
      <h3 className="mt-4 mb-1 font-semibold text-ink-2 text-sm">The way back</h3>
      <p className="whitespace-pre-wrap text-sm">{wayBack(release)}</p>
    </Card>
  );
}
