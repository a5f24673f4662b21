/**
 * Metadata is what others have made of it. So deep and so large, in characters and values, it may be; what we add
 * ourselves is 2 deep and short.
 */
const mostLevels = 32;
const mostSize = 65_536;

/**
 * The members of a job's metadata that can be kept. Whatever walks through a value that is nested without an end
 * overflows its stack, so the members that are too deep, or too large together with those before them, are left out.
 * Every name is a name, `__proto__` too.
 */
export function keptMetadata(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
  let left = mostSize;
  const kept = Object.entries(value).filter(([name, member]) => {
    const size = sizeOf(member, left - name.length);
    if (size !== undefined) left -= size + name.length;
    return size !== undefined;
  });
  return Object.fromEntries(kept);
}

/** Without recursion. @returns undefined when it is larger than `most`, or too deep */
function sizeOf(value: unknown, most: number): number | undefined {
  let size = 0;
  const left: { readonly value: unknown; readonly level: number }[] = [{ value, level: 1 }];
  for (let next = left.pop(); next; next = left.pop()) {
    size += typeof next.value === 'string' ? next.value.length : 1;
    if (size > most || next.level > mostLevels) return undefined;
    if (typeof next.value !== 'object' || next.value === null) continue;
    for (const [name, member] of Object.entries(next.value)) {
      size += Array.isArray(next.value) ? 0 : name.length;
      left.push({ value: member, level: next.level + 1 });
    }
  }
  return size > most ? undefined : size;
}
