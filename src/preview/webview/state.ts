import * as v from 'valibot';
import type { Style } from './modelScene';
import type { CameraState } from './cameras';

const vector = v.tuple([v.number(), v.number(), v.number()]);

const schema = v.object({
  camera: v.optional(
    v.object({ position: vector, target: vector, up: vector, orthographic: v.boolean(), zoom: v.number() }),
  ),
  style: v.optional(v.picklist(['shaded', 'wireframe', 'transparent']), 'shaded'),
  grid: v.optional(v.boolean(), true),
  inch: v.optional(v.boolean(), false),
  hidden: v.optional(v.array(v.number()), []),
});

/** What a tab remembers while it is hidden or the window is reloaded. */
export interface PageState {
  readonly camera?: CameraState | undefined;
  readonly style: Style;
  readonly grid: boolean;
  readonly inch: boolean;
  readonly hidden: readonly number[];
}

export function readState(state: unknown): PageState {
  const { success, output } = v.safeParse(schema, state ?? {});
  return success ? output : { style: 'shaded', grid: true, inch: false, hidden: [] };
}
