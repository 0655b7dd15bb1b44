import type { Crumb } from "@/components/ui/breadcrumb";
import { Notice } from "@/components/ui/notice";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import { refusalOfError } from "@/lib/rpc/refusal-of-error";
import { NotFoundMessage } from "./not-found-message";

type AbsentThingProps = {
  /** "release": told as "Loading the release" and "The release cannot be shown". */
  what: string;
  /** Where it would stand; left out: its page has no head before it is there. */
  crumbs?: readonly Crumb[];
  error: Error | null;
};

/** What the page of one thing shows while that is not there: on its way, not to be shown and why, or nowhere at all. */
export function AbsentThing({ what, crumbs, error }: AbsentThingProps) {
  // An address with something else than an id in it leads nowhere either.
  if (error && [400, 404].includes(refusalOfError(error).status)) return <NotFoundMessage />;
  return (
    <PageBody>
      {crumbs && <PageHeader title={what.charAt(0).toUpperCase() + what.slice(1)} crumbs={crumbs} />}
      {error ? (
        <Notice tone="risk" role="alert" title={`The ${what} cannot be shown`}>
          {refusalOfError(error).message}
        </Notice>
      ) : (
        <div aria-busy="true" className="grid gap-4">
          <span className="sr-only">Loading the {what}</span>
          {!crumbs && <Skeleton className="h-10 w-80" />}
          <Skeleton className="h-16" />
          <Skeleton className="h-64" />
        </div>
      )}
    </PageBody>
  );
}
