import { Box3, Color, OrthographicCamera, Scene, Vector3, WebGLRenderTarget, type WebGLRenderer } from 'three';
import { views } from './cameras';
import { Lights } from './lights';
import type { ModelScene, ModelTheme } from './modelScene';
import { shadesOn } from './theme';

const width = 480;
const height = 360;

/** The fraction of the picture that the model fills. */
const filled = 0.92;

/** Colours that can be seen on a light page and on a dark one. */
export function snapshotTheme(): ModelTheme {
  const part = new Color(0xb6c6d5);
  const shades = { ...shadesOn.dark.surface, white: shadesOn.light.surface.white };
  const edges = { onBright: new Color(0x566270), onDark: new Color(0x98a3ad) };
  return { part, edges, section: part, shades, wireShades: shades };
}

/**
 * Draws a model from the isometric view so that it fills the picture, on a transparent background. It takes the model
 * out of the scene that it is in.
 * @returns undefined when nothing of it can be seen
 */
export function drawSnapshot(renderer: WebGLRenderer, model: ModelScene): OffscreenCanvas | undefined {
  const camera = fittingCamera(model);
  const lights = new Lights();
  lights.follow(camera);
  const scene = new Scene();
  scene.add(lights.group, model.group);
  // Not into the canvas, which keeps what the user sees.
  const target = new WebGLRenderTarget(width, height, { samples: 4 });
  const pixels = new Uint8Array(width * height * 4);
  try {
    renderer.setRenderTarget(target);
    renderer.render(scene, camera);
    renderer.readRenderTargetPixels(target, 0, 0, width, height, pixels);
  } finally {
    renderer.setRenderTarget(null);
    target.dispose();
  }
  return pixels.some((value) => value !== 0) ? canvasOf(pixels) : undefined;
}

/** A camera in the isometric view for which the model touches the margins. */
function fittingCamera({ box, data: { positions } }: ModelScene): OrthographicCamera {
  const middle = box.getCenter(new Vector3());
  const reach = Math.max(box.min.distanceTo(box.max), 1e-6);
  const camera = new OrthographicCamera();
  camera.up.set(0, 0, 1);
  camera.position.copy(middle).addScaledVector(new Vector3(...views.viewIsometric).normalize(), reach);
  camera.lookAt(middle);
  camera.updateMatrixWorld();
  const seen = new Box3();
  const point = new Vector3();
  for (let at = 0; at < positions.length; at += 3)
    seen.expandByPoint(point.fromArray(positions, at).applyMatrix4(camera.matrixWorldInverse));
  const centre = seen.getCenter(new Vector3());
  const size = seen.getSize(new Vector3());
  const half = Math.max(size.y, (size.x * height) / width, 1e-6) / 2 / filled;
  const halfWidth = (half * width) / height;
  Object.assign(camera, {
    top: centre.y + half,
    bottom: centre.y - half,
    left: centre.x - halfWidth,
    right: centre.x + halfWidth,
    near: 0,
    far: 2 * reach,
  });
  camera.updateProjectionMatrix();
  return camera;
}

/** The graphics card gives the lowest row first, and at smoothed edges colours that are multiplied by their alpha. */
function canvasOf(pixels: Uint8Array): OffscreenCanvas {
  const canvas = new OffscreenCanvas(width, height);
  const image = new ImageData(width, height);
  for (let row = 0; row < height; row++)
    image.data.set(pixels.subarray((height - 1 - row) * width * 4, (height - row) * width * 4), row * width * 4);
  const { data } = image;
  for (let at = 0; at < data.length; at += 4) {
    const alpha = (data[at + 3] ?? 0) / 255;
    if (alpha === 0 || alpha === 1) continue;
    for (let channel = at; channel < at + 3; channel++) data[channel] = (data[channel] ?? 0) / alpha;
  }
  canvas.getContext('2d')?.putImageData(image, 0, 0);
  return canvas;
}
