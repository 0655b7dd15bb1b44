/** How a pipeline says the same, ready to be copied. */
export function PipelineWords({ serviceName }: { serviceName: string }) {
  const body = {
    service: serviceName,
    kind: "regression_tests",
    outcome: "passed",
    summary: "412 regression tests, all green",
    evidenceUrl: "https://ci.example.com/runs/8123",
    artifactDigest: "sha256:…",
  };
  const call = [
    'curl "$SIGNALBOX/api/v1/licence-proofs" \\',
    '  -H "Authorization: Bearer $TOKEN" -H "Content-Type: application/json" \\',
    `  -d '${JSON.stringify(body, null, 2).replaceAll("\n", "\n  ")}'`,
  ].join("\n");
  return (
    <details className="mt-3 border-line border-t pt-3">
      <summary className="min-h-6 w-fit cursor-pointer text-accent text-sm phone:min-h-11 phone:content-center">
        How a pipeline records it
      </summary>
      <p className="mt-2 max-w-prose text-ink-2 text-sm">
        With a token that may announce builds. A passed regression run that names the artifact of a build also accepts
        exactly that build in a tester's place, as long as all four hold.
      </p>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so it must be reachable by keyboard.
        tabIndex={0}
        className="mt-2 max-h-80 overflow-auto rounded-lg bg-sunken p-3 font-mono text-xs"
      >
        {call}
      </pre>
    </details>
  );
}
