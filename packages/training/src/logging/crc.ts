// Checksums: CRC-32C (Castagnoli; RFC 3720, appendix B.4), as TFRecord files use it, and CRC-32 (ISO 3309), as PNG does.

type Checksum = (bytes: Uint8Array) => number;

export const crc32c: Checksum = createCrc(0x82f63b78);
export const crc32: Checksum = createCrc(0xedb88320);

/** @param reversed - The polynomial, its lowest power first. */
function createCrc(reversed: number): Checksum {
  const table = Uint32Array.from({ length: 256 }, (_, byte) => {
    let crc = byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ reversed : crc >>> 1;
    return crc;
  });
  return (bytes) => {
    let crc = 0xffffffff;
    for (const byte of bytes) crc = table[(crc ^ byte) & 0xff]! ^ (crc >>> 8);
    return ~crc >>> 0;
  };
}
