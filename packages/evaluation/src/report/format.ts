// Numbers as people read them. What is no number is a dash.

export function fixed(value: number, digits: number): string {
  return Number.isFinite(value) ? value.toFixed(digits).replace("-", "−") : "–";
}

/** `12.3 %`, never on two lines. */
export function percent(fraction: number, digits = 1): string {
  return Number.isFinite(fraction) ? `${fixed(100 * fraction, digits)}\u00a0%` : "–";
}

/** `12,345`. */
export function count(n: number): string {
  return n.toLocaleString("en-US");
}
