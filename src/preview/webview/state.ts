import * as v from 'valibot';
import type { Immutable } from '../../base/immutable';
import { ofModel, type ModelMesh } from '../../kernel/stepModel';
import type { Host } from '../../pages/frame/webview/host';
import type { CameraState } from './cameras';
import { styles } from './modelScene';

const vector = v.tuple([v.number(), v.number(), v.number()]);

const schema = v.object({
  camera: v.optional(
    v.object({ position: vector, target: vector, up: vector, orthographic: v.boolean(), zoom: v.number() }),
  ),
  style: v.optional(v.picklist(styles), 'shaded'),
  grid: v.optional(v.boolean(), true),
  inch: v.optional(v.boolean(), false),
  /** Whether the facts are shown, once the user has decided; until then, a narrow page hides them. */
  facts: v.optional(v.boolean()),
  /** The key of the material, once the user has chosen: empty for none. */
  material: v.optional(v.string()),
  /** Numbers of the parts that are hidden, once the user has hidden or shown one. */
  hidden: v.optional(v.array(v.number())),
});

/** What a tab remembers while it is hidden or the window is reloaded. */
export type PageState = Immutable<v.InferOutput<typeof schema>>;

/** How many ms to wait before keeping where the camera is: one turn of the wheel makes many changes. */
const keptAfterMs = 200;

/** The state of the tab, which the editor keeps. */
export class KeptState {
  readonly #host: Pick<Host<never>, 'getState' | 'setState'>;
  #value: PageState;
  #timer: number | undefined;

  constructor(host: Pick<Host<never>, 'getState' | 'setState'>) {
    this.#host = host;
    this.#value = readState(host.getState());
  }

  get value(): PageState {
    return this.#value;
  }

  /** Parts that don't belong to the model itself are hidden until the user shows them. */
  hiddenParts({ parts }: ModelMesh): readonly number[] {
    const isOfModel = ofModel(parts);
    return this.#value.hidden ?? parts.flatMap((part, at) => (isOfModel(part) ? [] : [at]));
  }

  /** Those that are hidden once some are hidden or shown. */
  hiddenWith(mesh: ModelMesh | undefined, parts: readonly number[], visible: boolean): number[] {
    const changed = new Set(parts);
    const others = (mesh ? this.hiddenParts(mesh) : []).filter((part) => !changed.has(part));
    return visible ? others : [...others, ...changed];
  }

  /** Keeps what the user has chosen at once: the tab may be hidden, and its page gone, in the next moment. */
  change(change: Partial<PageState>): void {
    this.#value = { ...this.#value, ...change };
    this.#host.setState(this.#value);
  }

  /** @param camera called when its state is kept; undefined when there is no camera to keep */
  keepCameraSoon(camera: () => CameraState | undefined): void {
    window.clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => {
      const current = camera();
      if (current) this.change({ camera: current });
    }, keptAfterMs);
  }
}

function readState(state: unknown): PageState {
  const { success, output } = v.safeParse(schema, state ?? {});
  return success ? output : v.parse(schema, {});
}
