import { clsx } from "clsx";
import { Snowflake, X } from "lucide-react";
import type { ReactNode } from "react";
import { Banner } from "@/components/ui/banner";
import { Link } from "@/components/ui/link";
import { Menu, MenuItem } from "@/components/ui/menu";
import type { FreezeGrade } from "@/lib/domain/freeze-grade";
import { formatInstant } from "@/lib/time/format";
import type { Range } from "@/lib/time/range";
import { closingWords } from "./closing-words";

/** A freeze as banners tell of it. */
export type ClosingFreeze = {
  freezeId: string;
  name: string;
  grade: FreezeGrade;
  during: Range;
  stopsTheLine: boolean;
  /** Why: said of a stopped line, which everybody asks of. */
  reason?: string;
  /** The environments that it closes, in words. */
  where: string;
  only: readonly string[];
  except: readonly string[];
};

export type AffectedSlot = { id: string; name: string; start: Date };

type FreezeLineProps = {
  freeze: ClosingFreeze;
  zone: string;
  isInForce: boolean;
  /** Where its name leads; visitors with a link have nowhere to go. */
  href?: string;
  /** When things move again, if that is known. */
  nextOpen?: Date;
  affected?: { slots: readonly AffectedSlot[]; count: number; zone: string; onOpen: (slotId: string) => void };
  /** What can be done about it here. */
  act?: ReactNode;
  onDismiss?: () => void;
};

/** One freeze over the whole width: what it closes, until when, whom it catches. A stopped line is loud, and cannot be put away. */
export function FreezeLine(props: FreezeLineProps) {
  const { freeze, zone, isInForce, href, nextOpen, affected, act, onDismiss } = props;
  const { name, stopsTheLine, reason } = freeze;
  return (
    <Banner
      tone={isInForce ? "risk" : "waiting"}
      mark="square"
      label={`Freeze: ${name}`}
      className={clsx(stopsTheLine && "bg-risk! py-2.5! font-semibold text-on-risk!")}
      end={
        <span className="flex shrink-0 items-center gap-3">
          {affected && affected.count > 0 && <Affected {...affected} />}
          {act}
          {onDismiss && !stopsTheLine && (
            <button
              type="button"
              onClick={onDismiss}
              aria-label={`Put ${name} away for now`}
              className="hit-area -my-0.5 grid size-6 place-items-center rounded-md hover:bg-panel/60 print:hidden"
            >
              <X className="size-4" aria-hidden="true" />
            </button>
          )}
        </span>
      }
    >
      {href ? (
        <Link href={href} className="hit-area">
          {name}
        </Link>
      ) : (
        name
      )}
      {closingWords(freeze, zone)}
      {stopsTheLine && reason && ` ${reason}`}
      {nextOpen && ` Next opening ${formatInstant(nextOpen, zone)}.`}
    </Banner>
  );
}

function Affected({ slots, count, zone, onOpen }: NonNullable<FreezeLineProps["affected"]>) {
  return (
    <Menu
      trigger={
        <button
          type="button"
          className="min-h-6 whitespace-nowrap underline underline-offset-2 phone:min-h-11 print:hidden"
        >
          {count === 1 ? "1 slot affected" : `${count} slots affected`}
        </button>
      }
    >
      {slots.map((slot) => (
        <MenuItem
          key={slot.id}
          icon={<Snowflake />}
          onSelect={() => onOpen(slot.id)}
          end={<span className="text-ink-2 text-xs">{formatInstant(slot.start, zone)}</span>}
        >
          {slot.name}
        </MenuItem>
      ))}
    </Menu>
  );
}
