// Names of encodings.

export function isEncoding(name: string): boolean {
  try {
    return new TextDecoder(standardEncoding(name)).encoding !== "";
  } catch {
    return false;
  }
}

/** `utf16le` is what people write and no browser knows. */
export function standardEncoding(name: string): string {
  return name.replace(/^utf16/i, "utf-16");
}
