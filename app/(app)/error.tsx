"use client";

import { FailureMessage } from "@/components/shell/failure-message";

/** Inside the shell: the way to every other page stays. */
export default function MemberErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  return <FailureMessage error={error} retry={retry} />;
}
