/** mm in an inch, by definition since 1959. */
export const inch = 25.4;
