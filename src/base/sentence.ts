/** A sentence for users that is made where there is no VS Code to translate it. */
export interface Sentence {
  /** With `{0}`, `{1}`, … for what is put in; a key of the translations. */
  readonly english: string;
  /** Sentences among them are translated, too. */
  readonly args: readonly (string | number | Sentence)[];
}

/** @param english a literal, so that translators get to see it */
export function sentence(english: string, ...args: Sentence['args']): Sentence {
  return { english, args };
}

/** The sentence as it is logged and tested. */
export function inEnglish(said: Sentence): string {
  return inWords(said, (english, args) =>
    english.replace(/\{(\d+)\}/g, (placeholder, index: string) => String(args[Number(index)] ?? placeholder)),
  );
}

/** The sentence by way of `translate`, the innermost first. */
export function inWords(
  { english, args }: Sentence,
  translate: (english: string, args: readonly (string | number)[]) => string,
): string {
  return translate(
    english,
    args.map((arg) => (typeof arg === 'object' ? inWords(arg, translate) : arg)),
  );
}

/** The sentence with each text in it changed. */
export function withTexts({ english, args }: Sentence, change: (text: string) => string): Sentence {
  return {
    english,
    args: args.map((arg) =>
      typeof arg === 'string' ? change(arg) : typeof arg === 'object' ? withTexts(arg, change) : arg,
    ),
  };
}
