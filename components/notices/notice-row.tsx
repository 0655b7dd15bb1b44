"use client";

import { clsx } from "clsx";
import { Circle, CircleDot } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { RelativeTime } from "@/components/ui/relative-time";
import { ToneMark } from "@/components/ui/tone-mark";
import { Tooltip } from "@/components/ui/tooltip";
import { noticeHref, type ReadNotice } from "./notice-data";

type NoticeRowProps = {
  notice: ReadNotice;
  zone: string;
  onMark: (read: boolean) => void;
  /** When its link is followed: the popover closes. */
  onFollow?: () => void;
};

/** One thing that somebody is told; its link leads there and marks it as read. */
export function NoticeRow({ notice, zone, onMark, onFollow }: NoticeRowProps) {
  const { title, text, tone, at, readAt } = notice;
  const isUnread = readAt === null;
  const act = isUnread ? "Mark as read" : "Mark as unread";
  return (
    <li className="flex items-start gap-2.5 py-2.5 first:pt-0 last:pb-0">
      <ToneMark tone={isUnread ? tone : "neutral"} className="mt-px" />
      <div className="min-w-0 grow">
        <Link
          href={noticeHref(notice.subject)}
          onClick={() => {
            if (isUnread) onMark(true);
            onFollow?.();
          }}
          className={clsx(
            "block py-0.5 text-ink [overflow-wrap:anywhere] hover:underline",
            isUnread ? "font-semibold" : "text-ink-2",
          )}
        >
          {isUnread && <span className="sr-only">Unread: </span>}
          {title}
        </Link>
        {text && <p className="text-ink-2 text-sm [overflow-wrap:anywhere]">{text}</p>}
        <p className="text-ink-2 text-xs">
          <RelativeTime at={at} zone={zone} />
        </p>
      </div>
      <Tooltip text={act}>
        <Button
          iconOnly
          size="sm"
          variant="quiet"
          aria-label={`${act}: ${title}`}
          icon={
            isUnread ? (
              <CircleDot aria-hidden="true" className="size-4" />
            ) : (
              <Circle aria-hidden="true" className="size-4" />
            )
          }
          onClick={() => onMark(isUnread)}
        />
      </Tooltip>
    </li>
  );
}
