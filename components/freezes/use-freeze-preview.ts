"use client";

import type { InferClientInputs } from "@orpc/client";
import { keepPreviousData, skipToken, useQuery } from "@tanstack/react-query";
import { useDebounced } from "@/components/ui/use-debounced";
import { api, type rpc } from "@/lib/rpc/client";
import { refusalOfError } from "@/lib/rpc/refusal-of-error";

type PreviewInput = InferClientInputs<typeof rpc>["freezes"]["preview"];

/** When a freeze would close and whom it would hit, asked for while it is written; nothing while its times lack something. */
export function useFreezePreview(input: PreviewInput | undefined) {
  const written = input && JSON.stringify(input);
  const asked = useDebounced(written);
  const { data, error, isPlaceholderData } = useQuery(
    api.freezes.preview.queryOptions({
      input: asked === undefined ? skipToken : (JSON.parse(asked) as PreviewInput),
      placeholderData: keepPreviousData,
    }),
  );
  return {
    data,
    isStale: isPlaceholderData || asked !== written,
    refusal: error ? refusalOfError(error) : undefined,
  };
}
