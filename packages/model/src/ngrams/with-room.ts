// Flat arrays that grow.

type Growing = Uint16Array | Int32Array | Uint32Array | Float32Array | Float64Array;

/** The same array, or one at least twice as long that begins with it and has `length`. */
export function withRoom<T extends Growing>(array: T, length: number): T {
  if (length <= array.length) return array;
  const longer = new (array.constructor as new (length: number) => T)(Math.max(length, 2 * array.length));
  longer.set(array);
  return longer;
}
