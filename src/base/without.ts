/** A copy of an object without some of its members. */
export function without<T extends object, K extends keyof T>(value: T, ...keys: K[]): Omit<T, K> {
  const copy: Partial<T> & Omit<T, K> = { ...value };
  for (const key of keys) Reflect.deleteProperty(copy, key);
  return copy;
}
