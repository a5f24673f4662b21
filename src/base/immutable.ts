/** The same with nothing in it that can be changed, however deep; typed arrays stay as they are. */
export type Immutable<T> = T extends ArrayBufferView
  ? T
  : T extends object
    ? { readonly [Key in keyof T]: Immutable<T[Key]> }
    : T;
