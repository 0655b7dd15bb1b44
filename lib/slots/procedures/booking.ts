import { procedure } from "@/lib/rpc/procedure";
import { bookHeldSlot, bookSlot } from "@/lib/slots/commands/book-slot";
import { cancelSlot } from "@/lib/slots/commands/cancel-slot";
import { holdSlot } from "@/lib/slots/commands/hold-slot";
import { inBookingTransaction } from "@/lib/slots/commands/in-booking-transaction";
import { moveSlot } from "@/lib/slots/commands/move-slot";
import { releaseHold } from "@/lib/slots/commands/release-hold";
import {
  bookHeldSlotInput,
  bookSlotInput,
  cancelSlotInput,
  holdSlotInput,
  moveSlotInput,
  slotInput,
} from "@/lib/slots/input";
import { bookedSlotOutput, heldSlotOutput, slotRefOutput } from "./outputs";

const tags = ["Slots"];

/** Taking room, changing one's mind, giving it back. */
export const bookingProcedures = {
  hold: procedure({
    access: "slot.book",
    method: "POST",
    path: "/slots/holds",
    status: 201,
    summary: "Hold a place for five minutes while a form is filled in; with `replaces`, move or renew an own hold",
    tags,
    input: holdSlotInput,
    output: heldSlotOutput,
    handler: ({ input, actor, now, db }) => inBookingTransaction(db, (tx) => holdSlot(tx, actor, input, now)),
  }),
  releaseHold: procedure({
    access: "slot.book",
    method: "POST",
    path: "/slots/{slotId}/release",
    summary: "Give an own hold back",
    tags,
    input: slotInput,
    output: slotRefOutput,
    handler: ({ input, actor, now, db }) => inBookingTransaction(db, (tx) => releaseHold(tx, actor, input, now)),
  }),
  book: procedure({
    access: "slot.book",
    method: "POST",
    path: "/slots",
    status: 201,
    summary: "Book releases of one team into a place",
    tags,
    input: bookSlotInput,
    output: bookedSlotOutput,
    handler: ({ input, actor, now, db }) => inBookingTransaction(db, (tx) => bookSlot(tx, actor, input, now)),
  }),
  bookHeld: procedure({
    access: "slot.book",
    method: "POST",
    path: "/slots/{slotId}/book",
    summary: "Turn an own hold into a booking",
    tags,
    input: bookHeldSlotInput,
    output: bookedSlotOutput,
    handler: ({ input, actor, now, db }) => inBookingTransaction(db, (tx) => bookHeldSlot(tx, actor, input, now)),
  }),
  move: procedure({
    access: "slot.book",
    method: "POST",
    path: "/slots/{slotId}/move",
    summary: "Move a booked slot to another time, lane or opening of its environment",
    tags,
    input: moveSlotInput,
    output: bookedSlotOutput,
    handler: ({ input, actor, now, db }) => inBookingTransaction(db, (tx) => moveSlot(tx, actor, input, now)),
  }),
  cancel: procedure({
    access: "slot.book",
    method: "POST",
    path: "/slots/{slotId}/cancel",
    summary: "Give a booked slot up; its room is free for others at once",
    tags,
    input: cancelSlotInput,
    output: slotRefOutput,
    handler: ({ input, actor, now, db }) => inBookingTransaction(db, (tx) => cancelSlot(tx, actor, input, now)),
  }),
};
