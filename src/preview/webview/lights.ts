import { AmbientLight, DirectionalLight, Group, Vector3, type Camera } from 'three';

/** Where the lights stand, seen from the camera: to its right, above it, and towards it. */
const key = [-0.4, 0.55, 1] as const;
const fill = [0.8, -0.2, 0.5] as const;

/**
 * The lights of a picture, which go with the camera. A surface that they all meet is just as bright as its colour: were
 * it brighter, different colours would end in the same white. (three divides what a light gives by π.)
 */
export class Lights {
  readonly group = new Group();
  readonly #key = new DirectionalLight(0xffffff, 0.5 * Math.PI);
  readonly #fill = new DirectionalLight(0xffffff, 0.2 * Math.PI);

  constructor() {
    this.group.add(
      new AmbientLight(0xffffff, 0.5 * Math.PI),
      this.#key,
      this.#key.target,
      this.#fill,
      this.#fill.target,
    );
  }

  /** @param camera whose world matrix is up to date */
  follow(camera: Camera): void {
    for (const [light, [right, up, back]] of [
      [this.#key, key],
      [this.#fill, fill],
    ] as const)
      light.position.copy(new Vector3(right, up, back).transformDirection(camera.matrixWorld));
  }
}
