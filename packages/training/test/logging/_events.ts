// Event files as their fields, to look at what was written.

/** A message: its fields by number, each with the values in their order. */
export type Message = ReadonlyMap<number, readonly (number | Buffer)[]>;

export function decode(bytes: Buffer): Message {
  const fields = new Map<number, (number | Buffer)[]>();
  let at = 0;
  const varint = (): number => {
    for (let value = 0, factor = 1; ; factor *= 128) {
      const byte = bytes[at++]!;
      value += (byte % 128) * factor;
      if (byte < 128) return value;
    }
  };
  const take = (length: number): Buffer => {
    at += length;
    return bytes.subarray(at - length, at);
  };
  const readers = {
    0: varint,
    1: () => take(8).readDoubleLE(),
    2: () => take(varint()),
    5: () => take(4).readFloatLE(),
  };
  while (at < bytes.length) {
    const key = varint();
    const value = readers[(key % 8) as keyof typeof readers]();
    const number = Math.floor(key / 8);
    fields.set(number, [...(fields.get(number) ?? []), value]);
  }
  return fields;
}

/** The message in a field. */
export function inside(message: Message, ...path: readonly number[]): Message {
  return path.reduce((outer, number) => decode(outer.get(number)![0] as Buffer), message);
}

export function text(message: Message, number: number): string {
  return String(message.get(number)![0]);
}

/** Steps and values of all summaries: what has a tag. */
export function summaries(file: Buffer): { step: number; tag: string; value: Message }[] {
  const events: Message[] = [];
  for (let at = 0; at < file.length; at += 16 + Number(file.readBigUInt64LE(at))) {
    events.push(decode(file.subarray(at + 12, at + 12 + Number(file.readBigUInt64LE(at)))));
  }
  return events
    .filter((event) => event.has(5))
    .flatMap((event) =>
      inside(event, 5)
        .get(1)!
        .map((bytes) => decode(bytes as Buffer))
        .map((value) => ({ step: event.get(2)![0] as number, tag: text(value, 1), value })),
    );
}
