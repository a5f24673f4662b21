import type { LanguageModel, Message } from '../../../../src/local/model/languageModel';

/** Answers with what it is given, one after the other, and keeps what it was asked. */
export class ScriptedModel implements LanguageModel {
  readonly name = 'Scripted';
  readonly asked: (readonly Message[])[] = [];
  readonly #answers: (string | Error)[];

  constructor(...answers: readonly (object | string | Error)[]) {
    this.#answers = answers.map((answer) =>
      typeof answer === 'string' || answer instanceof Error ? answer : JSON.stringify(answer),
    );
  }

  ask(messages: readonly Message[]): Promise<string> {
    this.asked.push([...messages]);
    const answer = this.#answers.shift();
    if (answer === undefined) throw new Error('The script has no more answers.');
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  }

  /** What was told back last. */
  get lastTold(): string {
    return this.asked.at(-1)?.at(-1)?.text ?? '';
  }
}
