import type { LogAddress } from "./log-address";

/** What every panel of a filter is given. */
export type PanelProps = {
  readonly address: LogAddress;
  readonly anchor: HTMLElement;
  readonly onChange: (change: Partial<LogAddress>) => void;
  readonly onClose: () => void;
};
