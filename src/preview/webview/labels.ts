import { CanvasTexture, Sprite, SpriteMaterial, type Color, type LineSegments, type Vector3 } from 'three';

/** How large a label is beside the picture. */
const labelSize = 0.05;
const pixels = 64;

/**
 * Letters in the picture, of one size however far away they are.
 * @param background of a circle around them, such as a number has, which nothing hides; without one they stand alone
 */
export function labelAt(at: Vector3, text: string, color: Color, background?: Color): Sprite {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = pixels;
  const context = canvas.getContext('2d');
  if (context) {
    if (background) drawCircle(context, color, background);
    context.fillStyle = `#${color.getHexString()}`;
    context.font = 'bold 34px sans-serif';
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.fillText(text, pixels / 2, pixels / 2 + 2);
  }
  const map = new CanvasTexture(canvas);
  const label = new Sprite(new SpriteMaterial({ map, depthTest: background === undefined, sizeAttenuation: false }));
  label.position.copy(at);
  label.scale.setScalar(labelSize);
  label.renderOrder = 4;
  return label;
}

function drawCircle(context: CanvasRenderingContext2D, color: Color, background: Color): void {
  context.beginPath();
  context.arc(pixels / 2, pixels / 2, pixels / 2 - 3, 0, 2 * Math.PI);
  context.fillStyle = `#${background.getHexString()}`;
  context.fill();
  context.lineWidth = 4;
  context.strokeStyle = `#${color.getHexString()}`;
  context.stroke();
}

/** Frees what a label or a line has on the graphics card. */
export function disposeOf({ geometry, material }: Sprite | LineSegments): void {
  geometry.dispose();
  for (const each of [material].flat()) {
    if (each instanceof SpriteMaterial) each.map?.dispose();
    each.dispose();
  }
}
