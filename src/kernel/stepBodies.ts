import type { OpenCascadeInstance, TopoDS_Shape } from 'replicad-opencascadejs';
import { compoundOf, each, hashOf } from './explore';
import type { Matrix } from './matrix';
import { labelOf, toldApart } from './stepLabels';
import { placedShapes, type Placed, type PlacedShapes } from './stepPlaces';
import type { StepBody, StepStructure } from './stepStructure';
import type { Style } from './stepStyles';
import type { StepTransfers } from './stepTransfers';
import type { Body } from './tessellate';

interface Deletable {
  delete(): void;
}

type StyledFace = StepStructure['faces'][number];

/** The kernel's shapes, with what the file says about them. */
export interface StepBodies {
  /** All bodies, including those that belong to no product. */
  readonly whole: TopoDS_Shape;
  readonly bodies: readonly Body[];
  /** How many bodies of the file the kernel has made nothing of. */
  readonly unread: number;
  /** How many faces those bodies have. */
  readonly lostFaces: number;
  /** Faces that are transparent in bodies that aren't, and are shown as these. */
  readonly solidFaces: number;
  /** Bodies of parts that the assembly has no place for: left out, or shown at the origin if there is nothing else. */
  readonly unplaced: number;
  readonly atOrigin: number;
  /** How many bodies of triangles are left out because exact ones stand for the same. */
  readonly alternates: number;
}

/** @param owned collects what has to be deleted later */
export function bodiesOf(
  oc: OpenCascadeInstance,
  shape: TopoDS_Shape,
  transfers: StepTransfers,
  structure: StepStructure,
  owned: Deletable[],
): StepBodies {
  return new BodyFinder(oc, transfers, structure, owned).find(shape);
}

class BodyFinder {
  readonly #oc: OpenCascadeInstance;
  readonly #transfers: StepTransfers;
  readonly #structure: StepStructure;
  readonly #owned: Deletable[];
  readonly #unmoved;
  /** Solids, and faces of surfaces, by the hash of the shape without its location. */
  readonly #bodies = new Map<number, StepBody>();
  readonly #faces = new Map<number, StyledFace>();
  readonly #leftOut: TopoDS_Shape[] = [];
  readonly #unplaced: TopoDS_Shape[] = [];
  /** The places of the bodies found so far. */
  readonly #placed = new Map<TopoDS_Shape, Placed | undefined>();
  readonly #alternates = new Set<TopoDS_Shape>();
  /** Hashes of bodies of several products that no assembly has placed. */
  readonly #shared = new Set<number>();
  #unread = 0;
  #lostFaces = 0;
  #solidFaces = 0;
  #isChanged = false;

  constructor(oc: OpenCascadeInstance, transfers: StepTransfers, structure: StepStructure, owned: Deletable[]) {
    this.#oc = oc;
    this.#transfers = transfers;
    this.#structure = structure;
    this.#owned = owned;
    this.#unmoved = this.#own(new oc.TopLoc_Location());
  }

  find(shape: TopoDS_Shape): StepBodies {
    this.#readBodies(shape);
    this.#readFaces();
    const isEmpty = this.#leftOut.length === 0 && this.#unplaced.length > 0 && this.#isEmpty(shape);
    if (isEmpty) this.#leftOut.push(...this.#unplaced);
    const whole = this.#withLeftOut(shape);
    const placed = placedShapes(this.#oc, this.#transfers, this.#structure.instances);
    const all = [...this.#solids(whole, placed), ...this.#surfaces(whole, placed)];
    const bodies = all.filter(({ shape: one }) => !this.#alternates.has(one));
    const shapes = bodies.map(({ shape: one }) => one);
    return {
      whole: this.#isChanged || bodies.length < all.length ? this.#own(compoundOf(this.#oc, shapes)) : whole,
      bodies: toldApart(bodies, this.#placed),
      unread: this.#unread,
      lostFaces: this.#lostFaces,
      solidFaces: this.#solidFaces,
      unplaced: isEmpty ? 0 : this.#unplaced.length,
      atOrigin: isEmpty ? this.#unplaced.length : 0,
      alternates: all.length - bodies.length,
    };
  }

  #readBodies(shape: TopoDS_Shape): void {
    const oc = this.#oc;
    const { bodies } = this.#structure;
    const shown = new Set<number>();
    if (bodies.some(({ isAtOrigin, isPart }) => isAtOrigin || isPart) && !shape.IsNull()) {
      for (const solid of each(oc, shape, 'TopAbs_SOLID')) shown.add(this.#hash(solid));
      for (const face of each(oc, shape, 'TopAbs_FACE', 'TopAbs_SOLID')) shown.add(this.#hash(face));
    }
    for (const body of bodies) {
      const result = this.#transfers.shape(body.place);
      const hashes: number[] = [];
      if (result) {
        for (const solid of each(oc, result, 'TopAbs_SOLID')) hashes.push(this.#hash(solid));
        for (const face of each(oc, result, 'TopAbs_FACE', 'TopAbs_SOLID')) hashes.push(this.#hash(face));
      }
      for (const hash of hashes) this.#bodies.set(hash, body);
      if (hashes.length === 0) this.#unread++;
      else if (result && body.faces !== undefined) this.#lostFaces += Math.max(0, body.faces - this.#count(result));
      const isShown = hashes.some((hash) => shown.has(hash));
      if (result && !isShown && body.isAtOrigin && (body.isListed || shape.IsNull()))
        this.#leftOut.push(this.#own(result));
      else if (result && !isShown && body.isPart && hashes.length > 0) this.#unplaced.push(this.#own(result));
      else result?.delete();
    }
  }

  #isEmpty(shape: TopoDS_Shape): boolean {
    if (shape.IsNull()) return true;
    const faces = each(this.#oc, shape, 'TopAbs_FACE');
    const isNone = faces.next().done === true;
    faces.return(undefined);
    return isNone;
  }

  #count(shape: TopoDS_Shape): number {
    let count = 0;
    for (const face of each(this.#oc, shape, 'TopAbs_FACE')) if (!face.IsNull()) count++;
    return count;
  }

  #readFaces(): void {
    for (const face of this.#structure.faces) {
      const result = this.#transfers.shape(face.place);
      if (!result) continue;
      this.#faces.set(this.#hash(result), face);
      result.delete();
    }
  }

  /** Adds the solids and surfaces that the kernel leaves out, such as those of no product. */
  #withLeftOut(shape: TopoDS_Shape): TopoDS_Shape {
    if (this.#leftOut.length === 0) return shape;
    return this.#own(compoundOf(this.#oc, [...(shape.IsNull() ? [] : [shape]), ...this.#leftOut]));
  }

  #solids(whole: TopoDS_Shape, placed: PlacedShapes): Body[] {
    const found: Body[] = [];
    for (const one of each(this.#oc, whole, 'TopAbs_SOLID')) {
      const body = this.#bodies.get(this.#hash(one));
      const at = placed.take(hashOf(this.#oc, one));
      if (this.#isRepeated(one, body, at)) continue;
      found.push(this.#body(this.#own(this.#oc.TopoDS.Solid(one)), true, body, at));
    }
    return found;
  }

  /** The faces that are in no solid; faces with the same name and style form one body. */
  #surfaces(whole: TopoDS_Shape, placed: PlacedShapes): Body[] {
    const groups = new Map<string, { body: StepBody | undefined; at: Placed | undefined; faces: TopoDS_Shape[] }>();
    for (const face of each(this.#oc, whole, 'TopAbs_FACE', 'TopAbs_SOLID')) {
      const body = this.#bodies.get(this.#hash(face));
      const at = placed.take(hashOf(this.#oc, face));
      if (this.#isRepeated(face, body, at)) continue;
      const key = JSON.stringify([labelOf(body, at), styleOf(body, at), at?.change]);
      const group = groups.get(key) ?? { body, at, faces: [] };
      group.faces.push(this.#own(this.#oc.TopoDS.Face(face)));
      groups.set(key, group);
    }
    return [...groups.values()].map(({ body, at, faces }) =>
      this.#body(this.#own(compoundOf(this.#oc, faces)), false, body, at),
    );
  }

  /** Whether it was found already: the kernel gives what several products have for each of them. */
  #isRepeated(shape: TopoDS_Shape, body: StepBody | undefined, placed: Placed | undefined): boolean {
    if (placed || (body?.names.size ?? 0) < 2) return false;
    const hash = hashOf(this.#oc, shape);
    const isRepeated = this.#shared.has(hash);
    this.#shared.add(hash);
    this.#isChanged ||= isRepeated;
    return isRepeated;
  }

  #body(found: TopoDS_Shape, solid: boolean, body: StepBody | undefined, placed: Placed | undefined): Body {
    const shape = placed?.change ? this.#changed(found, placed.change) : found;
    const faceHashes: number[] = [];
    const changedHashes: number[] = [];
    const faceColours = new Map<number, number>();
    let faceStyle: Style = {};
    let transparent = 0;
    if (shape !== found)
      for (const face of each(this.#oc, shape, 'TopAbs_FACE')) changedHashes.push(hashOf(this.#oc, face));
    for (const face of each(this.#oc, found, 'TopAbs_FACE')) {
      const hash = changedHashes[faceHashes.length] ?? hashOf(this.#oc, face);
      faceHashes.push(hash);
      const styled = this.#faces.size > 0 ? this.#faces.get(this.#hash(face)) : undefined;
      if (!styled) continue;
      const style = placedStyle([styled.id], styled.style, placed, false);
      if (style.colour === undefined) continue;
      faceColours.set(hash, style.colour);
      if (style.opacity !== undefined) transparent++;
      faceStyle = style;
    }
    this.#placed.set(shape, placed);
    if (body?.isAlternate) this.#alternates.add(shape);
    const style = styleOf(body, placed);
    // The colour of a body of which only the faces have one, all of them the same.
    const isOneColour =
      style.colour === undefined &&
      faceHashes.every((hash) => faceColours.has(hash)) &&
      new Set(faceColours.values()).size === 1;
    const { colour = -1, opacity } = isOneColour ? faceStyle : style;
    if (opacity === undefined) this.#solidFaces += transparent;
    return {
      shape,
      solid,
      isMesh: this.#structure.isTessellated && this.#isMesh(shape),
      name: labelOf(body, placed),
      colour,
      ...(opacity !== undefined && { opacity }),
      ...(style.isHidden && { role: 'hidden' as const }),
      faceHashes,
      faceColours,
    };
  }

  /** A copy that is mirrored or stretched; its faces are in the same order. */
  #changed(shape: TopoDS_Shape, change: Matrix): TopoDS_Shape {
    const [a = 1, b = 0, c = 0, d = 0, e = 0, f = 1, g = 0, h = 0, i = 0, j = 0, k = 1, l = 0] = change;
    const transformation = new this.#oc.gp_Trsf();
    transformation.SetValues(a, b, c, d, e, f, g, h, i, j, k, l);
    const transform = new this.#oc.BRepBuilderAPI_Transform(shape, transformation, true, false);
    const result = transform.Shape();
    for (const made of [transform, transformation]) made.delete();
    this.#isChanged = true;
    return this.#own(result);
  }

  #isMesh(shape: TopoDS_Shape): boolean {
    for (const found of each(this.#oc, shape, 'TopAbs_FACE')) {
      const face = this.#oc.TopoDS.Face(found);
      const surface = this.#oc.BRep_Tool.Surface(face) as { delete(): void; isNull?: () => boolean } | null;
      const isMesh = !surface || surface.isNull?.() === true;
      surface?.delete();
      face.delete();
      if (isMesh) return true;
    }
    return false;
  }

  #hash(shape: TopoDS_Shape): number {
    const unmoved = shape.Located(this.#unmoved, false);
    const hash = hashOf(this.#oc, unmoved);
    unmoved.delete();
    return hash;
  }

  #own<T extends Deletable>(object: T): T {
    this.#owned.push(object);
    return object;
  }
}

function styleOf(body: StepBody | undefined, placed: Placed | undefined): Style {
  return placedStyle(body?.ids ?? [], body?.style ?? {}, placed, true);
}

/**
 * The style of something in its place: its own, else that of the innermost thing around it. A style that an assembly
 * gives it in that place counts first, the outermost before the others.
 */
function placedStyle(ids: readonly number[], own: Style, placed: Placed | undefined, isInherited: boolean): Style {
  let style = own;
  let isHidden = own.isHidden ?? false;
  for (let at = placed; at; at = at.within) {
    const { style: around, placed: given } = at.instance;
    if (isInherited && style.colour === undefined && around.colour !== undefined) style = around;
    isHidden ||= around.isHidden ?? false;
    for (const id of isInherited ? [0, ...ids] : ids) {
      const override = given.get(id);
      if (override?.colour !== undefined) style = override;
      isHidden ||= override?.isHidden ?? false;
    }
  }
  const { colour, opacity } = style;
  return { ...(colour !== undefined && { colour }), ...(opacity !== undefined && { opacity }), isHidden };
}
