import type { Box3 } from 'three';
import { MathUtils, OrthographicCamera, PerspectiveCamera, Sphere, Spherical, Vector3 } from 'three';
import { OrbitControls } from 'three/examples/jsm/controls/OrbitControls.js';

export interface CameraState {
  readonly position: readonly [number, number, number];
  readonly target: readonly [number, number, number];
  readonly up: readonly [number, number, number];
  readonly orthographic: boolean;
  readonly zoom: number;
}

/** Where one looks from in each standard view; up is +Z, or +Y from above and below. */
export const views = {
  viewIsometric: [1, -1, 0.8],
  viewFront: [0, -1, 0],
  viewBack: [0, 1, 0],
  viewLeft: [-1, 0, 0],
  viewRight: [1, 0, 0],
  viewTop: [0, -0.0001, 1],
  viewBottom: [0, -0.0001, -1],
} as const;

export type View = keyof typeof views;

const fieldOfView = 35;

/** The two cameras and the controls that move them. Z is up. */
export class Cameras {
  readonly #perspective = new PerspectiveCamera(fieldOfView, 1, 0.1, 1000);
  readonly #orthographic = new OrthographicCamera(-1, 1, 1, -1, 0.1, 1000);
  readonly controls: OrbitControls;
  #radius = 1;
  #aspect = 1;

  constructor(element: HTMLElement, onChange: () => void) {
    for (const camera of [this.#perspective, this.#orthographic]) camera.up.set(0, 0, 1);
    this.controls = new OrbitControls(this.#perspective, element);
    // No damping: it would draw picture after picture for nothing.
    this.controls.enableDamping = false;
    this.controls.zoomToCursor = true;
    this.controls.zoomSpeed = 2;
    this.controls.addEventListener('change', () => {
      this.#setDepth();
      onChange();
    });
  }

  get current(): PerspectiveCamera | OrthographicCamera {
    return this.controls.object as PerspectiveCamera | OrthographicCamera;
  }

  get isOrthographic(): boolean {
    return this.current === this.#orthographic;
  }

  resize(width: number, height: number): void {
    this.#aspect = width / Math.max(height, 1);
    this.#perspective.aspect = this.#aspect;
    this.#perspective.updateProjectionMatrix();
    const half = this.#orthographic.top;
    this.#setOrthographic(half);
  }

  toggleProjection(): void {
    const { target } = this.controls;
    const from = this.current;
    const offset = from.position.clone().sub(target);
    const half = Math.tan(MathUtils.degToRad(fieldOfView / 2));
    if (this.isOrthographic) {
      const distance = this.#orthographic.top / this.#orthographic.zoom / half;
      this.#perspective.position.copy(target).add(offset.setLength(distance));
      this.controls.object = this.#perspective;
    } else {
      this.#orthographic.zoom = 1;
      this.#setOrthographic(offset.length() * half);
      this.#orthographic.position.copy(from.position);
      this.controls.object = this.#orthographic;
    }
    this.controls.update();
    this.#setDepth();
  }

  /** Shows the whole box, from a standard view or from the present direction. */
  fit(box: Box3, view?: View): void {
    const sphere = box.getBoundingSphere(new Sphere());
    this.#radius = Math.max(sphere.radius, 1e-6);
    const direction = view ? new Vector3(...views[view]) : this.current.position.clone().sub(this.controls.target);
    if (direction.lengthSq() === 0) direction.set(...views.viewIsometric);
    const half = MathUtils.degToRad(fieldOfView / 2);
    const narrow = this.#aspect < 1 ? Math.atan(Math.tan(half) * this.#aspect) : half;
    const distance = (this.#radius / Math.sin(narrow)) * 1.05;
    this.controls.target.copy(sphere.center);
    this.#orthographic.zoom = 1;
    this.#setOrthographic((this.#radius * 1.05) / Math.min(this.#aspect, 1));
    this.current.position.copy(sphere.center).add(direction.setLength(distance));
    this.controls.update();
    this.#setDepth();
  }

  /** Turns about the model, by radians. */
  orbit(left: number, up: number): void {
    const offset = this.current.position.clone().sub(this.controls.target);
    // Spherical counts from Y; here Z is up.
    const spherical = new Spherical().setFromVector3(new Vector3(offset.x, offset.z, -offset.y));
    spherical.theta -= left;
    spherical.phi = MathUtils.clamp(spherical.phi - up, 0.001, Math.PI - 0.001);
    const turned = new Vector3().setFromSpherical(spherical);
    this.current.position.copy(this.controls.target).add(new Vector3(turned.x, -turned.z, turned.y));
    this.controls.update();
  }

  /** Moves sideways, by fractions of the picture's height. */
  pan(right: number, up: number): void {
    const height = this.isOrthographic
      ? (2 * this.#orthographic.top) / this.#orthographic.zoom
      : 2 * Math.tan(MathUtils.degToRad(fieldOfView / 2)) * this.current.position.distanceTo(this.controls.target);
    const move = new Vector3()
      .setFromMatrixColumn(this.current.matrix, 0)
      .multiplyScalar(right * height)
      .add(new Vector3().setFromMatrixColumn(this.current.matrix, 1).multiplyScalar(up * height));
    this.current.position.add(move);
    this.controls.target.add(move);
    this.controls.update();
  }

  zoom(factor: number): void {
    if (this.isOrthographic) {
      this.#orthographic.zoom *= factor;
      this.#orthographic.updateProjectionMatrix();
    } else
      this.current.position
        .sub(this.controls.target)
        .multiplyScalar(1 / factor)
        .add(this.controls.target);
    this.controls.update();
    this.#setDepth();
  }

  get state(): CameraState {
    const { position, up } = this.current;
    return {
      position: position.toArray(),
      target: this.controls.target.toArray(),
      up: up.toArray(),
      orthographic: this.isOrthographic,
      zoom: this.isOrthographic ? this.#orthographic.zoom / this.#orthographic.top : 1,
    };
  }

  /** Looks as before at a model of this size. */
  restore({ position, target, orthographic, zoom }: CameraState, box: Box3): void {
    this.#radius = Math.max(box.getBoundingSphere(new Sphere()).radius, 1e-6);
    this.controls.target.set(...target);
    this.current.position.set(...position);
    this.controls.update();
    if (orthographic !== this.isOrthographic) this.toggleProjection();
    if (orthographic) {
      this.#orthographic.zoom = zoom * this.#orthographic.top;
      this.#orthographic.updateProjectionMatrix();
    }
    this.#setDepth();
  }

  dispose(): void {
    this.controls.dispose();
  }

  #setOrthographic(half: number): void {
    Object.assign(this.#orthographic, {
      top: half,
      bottom: -half,
      left: -half * this.#aspect,
      right: half * this.#aspect,
    });
    this.#orthographic.updateProjectionMatrix();
  }

  /**
   * Puts the near and far planes closely around the model, by the camera's distance to its middle, so that depth is
   * precise.
   */
  #setDepth(): void {
    const distance = this.current.position.distanceTo(this.controls.target);
    const reach = this.#radius * 12;
    const camera = this.current;
    camera.near = this.isOrthographic ? -reach : Math.max(distance - reach, distance / 500, this.#radius / 5000);
    camera.far = distance + reach;
    camera.updateProjectionMatrix();
  }
}
