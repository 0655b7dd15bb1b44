import type { ReactNode } from "react";
import { Notice } from "@/components/ui/notice";
import { formatInstant } from "@/lib/time/format";

type RefusalNoticeProps = {
  refusal: { message: string; rules: readonly { name: string; reason: string }[]; nextOpen?: string | Date };
  zone: string;
  action?: ReactNode;
};

/** Why something was refused, which rules did it, and when it would pass. */
export function RefusalNotice({ refusal, zone, action }: RefusalNoticeProps) {
  const { message, rules, nextOpen } = refusal;
  // Nothing is read twice: neither a rule that says the same as the message, nor a name that its reason says.
  const shown = rules
    .filter(({ reason }) => reason !== message)
    .map(({ name, reason }) => (reason.includes(name) ? { reason } : { name, reason }));
  return (
    <Notice
      tone="risk"
      role="alert"
      title={message}
      rules={shown}
      nextOpening={nextOpen === undefined ? undefined : formatInstant(new Date(nextOpen), zone)}
      action={action}
    />
  );
}
