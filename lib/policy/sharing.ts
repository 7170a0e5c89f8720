const REMEMBERED = 4096;
const LONGEST_KEY = 256;

/**
 * Makes equal things one thing: policies repeat the same few patterns, and what is shared stays near the processor.
 * The key says all that the thing is made from. Full, the memory is emptied.
 */
export function sharing<T>(): (key: string, make: () => T) => T {
  const known = new Map<string, T>();
  return (key, make) => {
    if (key.length > LONGEST_KEY) return make();
    const found = known.get(key);
    if (found !== undefined) return found;
    if (known.size >= REMEMBERED) known.clear();
    const made = make();
    known.set(key, made);
    return made;
  };
}
