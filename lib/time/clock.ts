/** Reads the time. Commands and rules take `now` as an argument; whoever stands at a door passes a `Clock` or calls `systemNow`. */
export type Clock = () => Date;

/** The only place that reads the clock of the machine. */
export const systemNow: Clock = () => new Date();
