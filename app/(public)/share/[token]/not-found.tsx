import { Wordmark } from "@/components/shell/wordmark";

/** One page for a link that never was and one that was revoked: trying addresses teaches nothing. */
export default function LinkGone() {
  return (
    <main className="mx-auto grid min-h-[80dvh] max-w-md content-center gap-2 p-6">
      <div className="mb-4">
        <Wordmark />
      </div>
      <h1 className="font-semibold text-3xl tracking-tight">This link leads nowhere</h1>
      <p className="text-ink-2">
        It may have been revoked, it may have expired, or a part of it was lost on the way. Ask whoever gave it to you
        for a new one.
      </p>
    </main>
  );
}
