const units = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** Such as `0 B`, `640 B`, `12.3 kB`, `1.5 GB`, with the decimal mark of the language. */
export function formatBytes(bytes: number, language: string): string {
  let [value, unit] = [bytes, 0];
  // Rounded to one digit, 999,950 is a thousand kB, which is 1 MB.
  while (unit < units.length - 1 && Number(value.toFixed(unit === 0 ? 0 : 1)) >= 1000) {
    value /= 1000;
    unit++;
  }
  const digits = unit === 0 ? 0 : 1;
  return `${value.toLocaleString(language, { minimumFractionDigits: digits, maximumFractionDigits: digits })} ${units[unit] ?? ''}`;
}
