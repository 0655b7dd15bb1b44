"use client";

import { useMay } from "@/components/shell/viewer-context";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { ShareLinksSection } from "./share-links-section";
import { TokensSection } from "./tokens-section";

/** Who and what else may read or act: links for people, tokens for pipelines. */
export function AccessScreen() {
  const mayShare = useMay("share.manage");
  return (
    <PageBody>
      <PageHeader
        title="Access"
        subtitle={
          mayShare ? "Links to read the plan with, tokens for pipelines." : "Tokens with which pipelines act for you."
        }
      />
      <TokensSection />
      {mayShare && <ShareLinksSection />}
    </PageBody>
  );
}
