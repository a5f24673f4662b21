/** By the reversed polynomial of ISO 3309, for each byte. */
const table = Int32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = (value & 1) === 0 ? value >>> 1 : (value >>> 1) ^ 0xedb88320;
  return value;
});

/** So much takes a few milliseconds, in bytes. Others have their turn after it. */
const atOnce = 2 * 1024 * 1024;

/** The checksum of zip files. */
export async function crc32(bytes: Uint8Array): Promise<number> {
  let sum = -1;
  for (let start = 0; start < bytes.length; start += atOnce) {
    if (start > 0) await new Promise<void>((resolve) => void setTimeout(resolve));
    for (let at = start; at < Math.min(start + atOnce, bytes.length); at++)
      sum = (sum >>> 8) ^ (table[(sum ^ (bytes[at] ?? 0)) & 0xff] ?? 0);
  }
  return ~sum >>> 0;
}
