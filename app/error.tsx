"use client";

import { FailureMessage } from "@/components/shell/failure-message";

export default function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <main>
      <FailureMessage error={error} retry={retry} />
    </main>
  );
}
