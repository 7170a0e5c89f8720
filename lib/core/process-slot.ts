/**
 * A value of which a process has one, set at start. The server's own bundle and Next's share no modules, only
 * `globalThis`: this is the one way in which something set by the one is found by the other.
 */
export function processSlot<T>(name: string): { get(): T; set(value: T): void } {
  const key = Symbol.for(`latchkey.${name}`);
  const holder = globalThis as unknown as Record<symbol, T | undefined>;
  return {
    set(value) {
      holder[key] = value;
    },
    get() {
      const value = holder[key];
      if (value === undefined) throw new Error(`The ${name} is used before start-up has set it.`);
      return value;
    },
  };
}
