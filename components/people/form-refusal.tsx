import { Notice } from "@/components/ui/notice";
import type { ShownRefusal } from "@/lib/rpc/refusal-of-error";

/** Why the form was refused, where no single field is at fault. */
export function FormRefusal({ refusal }: { refusal: ShownRefusal | undefined }) {
  if (refusal === undefined) return null;
  const rules = refusal.rules.filter(({ reason }) => reason !== refusal.message);
  return <Notice tone="risk" role="alert" title={refusal.message} rules={rules} />;
}
