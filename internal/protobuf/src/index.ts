// Protocol buffers, as far as they are written here: a field is its number, the kind of its value, and the value.
//
// Kinds: 0 varint, 1 eight bytes, 2 length and bytes, 5 four bytes.

const utf8 = new TextEncoder();

/** @param value - An integer of at least 0. */
export function integer(number: number, value: number): Uint8Array {
  return concatBytes([key(number, 0), varint(value)]);
}

export function double(number: number, value: number): Uint8Array {
  const eight = new DataView(new ArrayBuffer(8));
  eight.setFloat64(0, value, true);
  return concatBytes([key(number, 1), new Uint8Array(eight.buffer)]);
}

export function float(number: number, value: number): Uint8Array {
  const four = new DataView(new ArrayBuffer(4));
  four.setFloat32(0, value, true);
  return concatBytes([key(number, 5), new Uint8Array(four.buffer)]);
}

/** A text, or a message by its fields. */
export function bytes(number: number, ...content: readonly (string | Uint8Array)[]): Uint8Array {
  const parts = content.map((part) => (typeof part === "string" ? utf8.encode(part) : part));
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  return concatBytes([key(number, 2), varint(length), ...parts]);
}

export function doubles(number: number, values: readonly number[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(8 * values.length));
  values.forEach((value, i) => {
    view.setFloat64(8 * i, value, true);
  });
  return bytes(number, new Uint8Array(view.buffer));
}

/** The parts, one after the other. */
export function concatBytes(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function key(number: number, kind: number): Uint8Array {
  return varint(number * 8 + kind);
}

function varint(value: number): Uint8Array {
  const out: number[] = [];
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) out.push((rest % 128) | 128);
  return Uint8Array.from([...out, rest]);
}
