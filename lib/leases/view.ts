/** A process that answers gateways from memory. */
export type InstanceView = {
  readonly id: string;
  /** How many milliseconds ago it last said which changes it has taken in, by the database's clock alone: two clocks differ by more than a lease. */
  readonly seenAgo: number;
  /** How many changes of the account it has yet to take in. */
  readonly behind: number;
};
