import * as v from 'valibot';

// Schemas of messages that more than one page has.

/** The first message: the texts of a page in the user's language. */
export const start = v.object({ type: v.literal('start'), texts: v.record(v.string(), v.string()) });

/**
 * A field that may be undefined. Such a field doesn't arrive, so it is optional; by its default, the type still makes
 * whoever builds the message name it.
 */
export const maybe = <T extends v.GenericSchema>(schema: T): v.OptionalSchema<T, () => undefined> =>
  v.optional(schema, () => undefined);

/**
 * Reads a message from the other side.
 * @returns undefined for anything that our code doesn't send
 */
export function readerOf<T extends v.GenericSchema>(schema: T): (message: unknown) => v.InferOutput<T> | undefined {
  return (message) => {
    const { success, output } = v.safeParse(schema, message);
    return success ? output : undefined;
  };
}
