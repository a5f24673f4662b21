export type MeasureKind =
  | 'diameter'
  | 'radius'
  | 'fillet'
  | 'chamfer'
  | 'pitch circle'
  /** Along X, Y or Z, over all. */
  | 'box'
  /** Between parallel planes. */
  | 'planes'
  /** How long or deep something round is. */
  | 'depth'
  | 'spacing'
  | 'edge distance'
  | 'angle';

/** Something of a model that has a size. */
export interface Measure {
  readonly kind: MeasureKind;
  /** In mm or degrees. */
  readonly value: number;
  /** Indexes of the faces that show it, as the preview numbers them. */
  readonly faces: readonly number[];
  /** Whether the material is outside, where that can be told. */
  readonly hollow?: boolean | undefined;
  /** Of a length: along which line, whichever way. */
  readonly direction?: string | undefined;
  /** Of a hole. */
  readonly through?: boolean | undefined;
}
