/** Where something stands in the prompt as the user wrote it: UTF-16 offsets, the end not included. */
export interface Span {
  readonly start: number;
  readonly end: number;
}
