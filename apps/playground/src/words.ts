// Numbers as people read them, as in the report of a run. What is no number is a dash.

export function count(n: number): string {
  return n.toLocaleString("en-US");
}

export function fixed(value: number, digits: number): string {
  return Number.isFinite(value) ? value.toFixed(digits).replace("-", "−") : "–";
}

/** `12.3 %`, never on two lines. */
export function percent(fraction: number, digits = 1): string {
  return Number.isFinite(fraction) ? `${fixed(100 * fraction, digits)}\u00a0%` : "–";
}

/** `+1.23`. */
export function signed(value: number): string {
  return `${value > 0 ? "+" : ""}${fixed(value, 2)}`;
}

/** `1 row`, `2 rows`. */
export function counted(n: number, noun: string): string {
  return `${count(n)} ${n === 1 ? noun : `${noun}s`}`;
}
