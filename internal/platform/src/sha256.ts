/** SHA-256 of bytes that come bit by bit. */
export interface Sha256 {
  update(bytes: Uint8Array | string): void;
  /** In hexadecimal; nothing can be added afterwards. */
  hex(): string;
}
