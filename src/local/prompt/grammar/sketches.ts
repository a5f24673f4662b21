import type { Span } from '../text/token';
import type { Size, Trait } from './description';
import type { Draft } from './draft';
import type { Known } from './known';

/**
 * What is drawn before it is made to a solid: profiles belong together until one of them has got its height. What is
 * done with them is said of the first.
 */
export class Sketches {
  readonly #known: Known;
  #number = 0;
  /** "Revolve a rectangle": what is drawn next is revolved. */
  #pending: Trait | undefined;

  constructor(known: Known) {
    this.#known = known;
  }

  get #drawn(): Draft[] {
    return this.#known.drafts.filter(({ role, sketch }) => role === 'profile' && sketch === this.#number);
  }

  get base(): Draft | undefined {
    return this.#drawn.find(({ operation }) => operation === 'add');
  }

  /** What was drawn last and has no height yet. */
  get last(): Draft | undefined {
    const last = this.#drawn.at(-1);
    return last && !isClosed(last) ? last : undefined;
  }

  isMade(process: string): boolean {
    return (
      this.#pending?.name === process ||
      this.#known.drafts.some(({ traits }) => traits.some(({ name }) => name === process))
    );
  }

  draw(draft: Draft): void {
    const { base } = this;
    if (base && isClosed(base)) this.#number++;
    draft.sketch = this.#number;
    if (this.#pending) draft.traits.push(this.#pending);
    this.#pending = undefined;
  }

  process(name: string, span: Span, isOfDrawn: boolean): void {
    const { base } = this;
    if (isOfDrawn && base && !isClosed(base)) base.traits.push({ name, span });
    else this.#pending = { name, span };
  }

  mark(name: string, span: Span): boolean {
    this.base?.traits.push({ name, span });
    return this.base !== undefined;
  }

  /** A length said with "extruded" is the height of what is drawn. */
  extrude(size: Size): boolean {
    const { base } = this;
    const isAmount = ['unnamed', 'height', 'thickness', 'length', 'depth'].includes(size.name);
    if (!base || isClosed(base) || !isAmount || size.lengths.length !== 1) return false;
    base.sizes.push({ ...size, name: 'extrusion' });
    return true;
  }
}

function isClosed({ sizes }: Draft): boolean {
  return sizes.some(({ name, lengths }) => name === 'extrusion' || lengths.length > 2);
}
