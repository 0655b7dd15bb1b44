import type { ReactNode } from "react";
import type { Crumb } from "@/components/ui/breadcrumb";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import { refusalOfError } from "@/lib/rpc/refusal-of-error";

type FormPageProps = {
  title: string;
  crumbs: readonly Crumb[];
  subtitle?: ReactNode;
  /** Why what the form starts from cannot be read. */
  error: Error | null;
  /** The form, as soon as all that it starts from is there. */
  children: ReactNode;
};

/** The page around a form: waits for what the form starts from. What is there stays, though a later look at it fails. */
export function FormPage({ title, crumbs, subtitle, error, children }: FormPageProps) {
  const isReady = Boolean(children);
  return (
    <PageBody>
      <PageHeader title={title} crumbs={crumbs} subtitle={subtitle} />
      {error && !isReady && (
        <Notice tone="risk" role="alert" title="The form cannot be shown">
          {refusalOfError(error).message}
        </Notice>
      )}
      {!error && !isReady && (
        <Card>
          <Skeleton lines={8} className="h-8!" />
        </Card>
      )}
      {children}
    </PageBody>
  );
}
