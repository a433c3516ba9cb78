// Numbers in sentences.

export function count(n: number): string {
  return n.toLocaleString("en-US");
}

export function percent(fraction: number): string {
  return `${(100 * fraction).toFixed(1)} %`;
}

/**
 * `+1.4 points (95 % interval −0.9 to 3.6; paired test: p = 0.39)`.
 *
 * @param difference - Fraction in `[-1, 1]`, and so its interval.
 * @param method - How that was found out.
 */
export function describeDifference(difference: number, [low, high]: readonly [number, number], method: string): string {
  const sign = difference > 0 ? "+" : "";
  return `${sign}${points(difference)} points (95 % interval ${points(low)} to ${points(high)}; ${method})`;
}

function points(fraction: number): string {
  return (Math.round(1000 * fraction) / 10 || 0).toFixed(1).replace("-", "−");
}
