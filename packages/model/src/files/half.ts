// Half-precision numbers (IEEE 754 binary16) as their bits.

/** The largest that there is. */
export const MAX_HALF = 65504;

const [number, bits] = (() => {
  const view = new Float32Array(1);
  return [view, new Uint32Array(view.buffer)];
})();

/** To the nearest, of two as near to the one whose last bit is 0. @param value - Not above `MAX_HALF`, either way. */
export function toHalf(value: number): number {
  const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0;
  const size = Math.abs(value);
  // Below 2^-14 the numbers are as far apart as there: multiples of 2^-24.
  const exponent = Math.max(-14, exponentOf(size));
  const steps = roundEven(size * 2 ** (10 - exponent));
  return sign | (steps + (exponent + 14) * 1024);
}

export function fromHalf(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const [exponent, fraction] = [(half >> 10) & 31, half & 1023];
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1024 + fraction) * 2 ** (exponent - 25));
}

function exponentOf(size: number): number {
  number[0] = size;
  return ((bits[0]! >>> 23) & 255) - 127;
}

function roundEven(value: number): number {
  const below = Math.floor(value);
  const rest = value - below;
  return rest > 0.5 || (rest === 0.5 && below % 2 === 1) ? below + 1 : below;
}
