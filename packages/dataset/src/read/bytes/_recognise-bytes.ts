// What the first bytes of a file say it is, when it is no UTF-8.

/** Text without a mark in UTF-16 or UTF-32 has NULs: so many bytes are looked at. */
const NUL_SAMPLE = 512;
/** A few rows of a table have so many ASCII characters in any language. */
const MIN_ASCII = 4;

/** A kind of file that is no text. */
interface BinaryKind {
  /** In Latin-1. */
  readonly start: string;
  /** Without the family. */
  readonly code: string;
  readonly message: string;
  readonly fix: string;
}

const BINARY_KINDS: readonly BinaryKind[] = [
  { start: "\x1f\x8b", code: "GZIP", message: "gzip data", fix: "gunzip first" },
  { start: "\x28\xb5\x2f\xfd", code: "ZSTD", message: "Zstandard data", fix: "unzstd first" },
  { start: "BZh91AY&SY", code: "BINARY", message: "bzip2 data", fix: "bunzip2 first" },
  { start: "PK\x03\x04", code: "BINARY", message: "a zip file or a spreadsheet", fix: "unzip it, or save it as CSV" },
  { start: "\xfd7zXZ\0", code: "BINARY", message: "xz data", fix: "unxz first" },
  { start: "7z\xbc\xaf\x27\x1c", code: "BINARY", message: "a 7z archive", fix: "unpack it first" },
  { start: "Rar!\x1a\x07", code: "BINARY", message: "a RAR archive", fix: "unpack it first" },
  { start: "\xd0\xcf\x11\xe0", code: "BINARY", message: "an old spreadsheet or document", fix: "save it as CSV" },
  { start: "\xff\xff\xff\xff", code: "BINARY", message: "Arrow data", fix: "write it as Parquet or JSON Lines" },
  { start: "ARROW1", code: "BINARY", message: "Arrow data", fix: "write it as Parquet or JSON Lines" },
  { start: "SQLite format 3", code: "BINARY", message: "an SQLite database", fix: "export a table as CSV" },
  { start: "%PDF-", code: "BINARY", message: "a PDF document", fix: "save its text" },
  { start: "PAR1\x15", code: "BINARY", message: "Parquet data", fix: "end its name with .parquet" },
];

/** The wider first, because their units are two of the others. */
const UNMARKED = [
  ["UTF-32LE", 4, "readUInt32LE"],
  ["UTF-32BE", 4, "readUInt32BE"],
  ["UTF-16LE", 2, "readUInt16LE"],
  ["UTF-16BE", 2, "readUInt16BE"],
] as const;

/** Control characters, lone surrogates, and what no character has. */
const NO_TEXT = /[\p{Cn}\p{Co}\p{Cs}]|(?![\t\r\n])\p{Cc}/u;

export function findBinary(head: Buffer): BinaryKind | undefined {
  const start = head.toString("latin1", 0, 16);
  return BINARY_KINDS.find((kind) => start.startsWith(kind.start));
}

/** Another encoding than UTF-8, by its mark, or because its units make text where bytes do not. */
export function findEncoding(head: Buffer): string | undefined {
  const mark = head.toString("latin1", 0, 4);
  if (mark === "\xff\xfe\0\0") return "UTF-32LE";
  if (mark === "\0\0\xfe\xff") return "UTF-32BE";
  if (mark.startsWith("\xff\xfe")) return "UTF-16LE";
  if (mark.startsWith("\xfe\xff")) return "UTF-16BE";
  const sample = head.subarray(0, Math.min(NUL_SAMPLE, head.length & ~3));
  if (!sample.includes(0)) return undefined;
  return UNMARKED.find(([, size, read]) => {
    const units = Array.from({ length: sample.length / size }, (_, i) => sample[read](i * size));
    return units.every((unit) => unit <= 0x10ffff) && isText(String.fromCodePoint(...units));
  })?.[0];
}

function isText(sample: string): boolean {
  // The sample may end inside a pair.
  const whole = sample.replace(/[\ud800-\udbff]$/, "");
  return !NO_TEXT.test(whole) && (whole.match(/[\n -~]/g) ?? []).length >= MIN_ASCII;
}
