// Protocol buffers, as far as they are written here: a field is its number, the kind of its value, and the value.
//
// Kinds: 0 varint, 1 eight bytes, 2 length and bytes, 5 four bytes.

/** @param value - An integer of at least 0. */
export function integer(number: number, value: number): Buffer {
  return Buffer.concat([key(number, 0), varint(value)]);
}

export function double(number: number, value: number): Buffer {
  const eight = Buffer.alloc(8);
  eight.writeDoubleLE(value);
  return Buffer.concat([key(number, 1), eight]);
}

export function float(number: number, value: number): Buffer {
  const four = Buffer.alloc(4);
  four.writeFloatLE(value);
  return Buffer.concat([key(number, 5), four]);
}

/** A text, or a message by its fields. */
export function bytes(number: number, ...content: readonly (string | Uint8Array)[]): Buffer {
  const joined = Buffer.concat(content.map((part) => (typeof part === "string" ? Buffer.from(part) : part)));
  return Buffer.concat([key(number, 2), varint(joined.length), joined]);
}

export function doubles(number: number, values: readonly number[]): Buffer {
  return bytes(number, new Uint8Array(Float64Array.from(values).buffer));
}

function key(number: number, kind: number): Buffer {
  return varint(number * 8 + kind);
}

function varint(value: number): Buffer {
  const out: number[] = [];
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) out.push((rest % 128) | 128);
  return Buffer.from([...out, rest]);
}
