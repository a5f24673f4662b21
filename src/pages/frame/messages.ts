import * as v from 'valibot';

// Schemas of messages that more than one page has.

/** The texts of a page in the user's language. First of all. */
export const start = v.object({ type: v.literal('start'), texts: v.record(v.string(), v.string()) });

/** What is undefined doesn't travel; with a default the type still wants it from whoever makes the message. */
export const maybe = <T extends v.GenericSchema>(schema: T): v.OptionalSchema<T, () => undefined> =>
  v.optional(schema, () => undefined);

/** Reads what the other side says; undefined for what nobody of ours says. */
export function readerOf<T extends v.GenericSchema>(schema: T): (message: unknown) => v.InferOutput<T> | undefined {
  return (message) => {
    const { success, output } = v.safeParse(schema, message);
    return success ? output : undefined;
  };
}
