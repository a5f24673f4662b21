import type { PreviewAction } from '../actions';

/** Outlines on a square of 16, and areas that are filled, such as the side of a cube that a view looks at. */
const cube = 'M8 1.5 14 4.5V11.5L8 14.5 2 11.5V4.5ZM8 8 14 4.5M8 8V14.5M8 8 2 4.5';
const paths: Readonly<Partial<Record<PreviewAction, readonly string[]>>> = {
  fit: ['M2 5.5V2H5.5M10.5 2H14V5.5M14 10.5V14H10.5M5.5 14H2V10.5M5.5 5.5H10.5V10.5H5.5Z'],
  viewIsometric: [cube],
  viewFront: [cube, 'M2 4.5 8 8V14.5L2 11.5Z'],
  viewBack: [cube, 'M8 1.5 14 4.5V11.5L11 9.8V6.3L8 8V4.8L5 6.2 2 4.5Z'],
  viewLeft: [cube, 'M2 4.5 5 6.2V13L2 11.5Z'],
  viewRight: [cube, 'M14 4.5 8 8V14.5L14 11.5Z'],
  viewTop: [cube, 'M8 1.5 14 4.5 8 8 2 4.5Z'],
  viewBottom: [cube, 'M2 11.5 8 14.5 14 11.5 8 9.5Z'],
  toggleProjection: ['M5.5 3.5H10.5L14 13H2ZM8 3.5V13M3.5 8H12.5'],
  showShaded: [cube, cube.slice(0, cube.indexOf('Z') + 1)],
  showWireframe: ['M8 1.5 14 4.5V11.5L8 14.5 2 11.5V4.5ZM2 4.5 14 11.5M14 4.5 2 11.5M8 1.5V14.5'],
  showTransparent: [
    'M8 1.5 14 4.5V11.5L8 14.5 2 11.5V4.5ZM8 8 14 4.5M8 8V14.5M8 8 2 4.5M8 8 14 11.5M8 8V1.5M8 8 2 11.5',
  ],
  toggleSection: ['M2 3H9.5V13H2ZM12.5 1V15', 'M2 3H6V13H2Z'],
  toggleExplode: ['M6 6H10V10H6ZM4 4 1.5 1.5M12 4 14.5 1.5M4 12 1.5 14.5M12 12 14.5 14.5'],
  measureDistance: ['M1.5 5.5H14.5V10.5H1.5ZM4.5 5.5V8M7.5 5.5V8.8M10.5 5.5V8'],
  toggleGrid: ['M2 2H14V14H2ZM6 2V14M10 2V14M2 6H14M2 10H14'],
  toggleFacts: ['M1.5 2.5H14.5V13.5H1.5ZM9.5 2.5V13.5M11 5.5H13M11 8H13M11 10.5H13', 'M9.5 2.5H14.5V13.5H9.5Z'],
  savePicture: ['M8 2V10M5 7 8 10 11 7M2.5 11V13.5H13.5V11'],
  saveTransparentPicture: ['M8 2V10M5 7 8 10 11 7M2.5 11V13.5M5 13.5H7M9 13.5H11M13.5 11V13.5'],
  copyPicture: ['M5.5 5.5H14V14H5.5ZM5.5 10.5H2V2H10.5V5.5M5.5 13 8.5 9.5 11 12 12.5 10.5 14 12'],
  copyFacts: ['M5.5 5.5H14V14H5.5ZM5.5 10.5H2V2H10.5V5.5M7.5 8H12M7.5 10H12M7.5 12H10.5'],
  revealFile: ['M1.5 3H6.5L8 5H14.5V13H1.5Z'],
  saveAs: ['M2 2H11L14 5V14H2ZM5 2V6H10V2M4.5 14V9.5H11.5V14'],
  download: ['M8 2V9.5M5 6.5 8 9.5 11 6.5M2.5 12.5H13.5'],
  reopenWith: ['M2 3H14V13H2ZM2 6H14M11 9.5H6M7.5 8 6 9.5 7.5 11'],
  openIn: ['M9 2H14V7M14 2 7.5 8.5M12 9.5V13.5H2.5V4H6.5'],
  refinePrompt: ['M11 2.5 13.5 5 5.5 13 2.5 13.5 3 10.5ZM9.5 4 12 6.5'],
};

/** An icon as an element; undefined for actions that are shown as words. */
export function icon(action: PreviewAction): SVGSVGElement | undefined {
  const drawn = paths[action];
  if (!drawn) return undefined;
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('aria-hidden', 'true');
  drawn.forEach((data, at) => {
    if (!data) return;
    const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
    path.setAttribute('d', data);
    path.setAttribute('class', at === 0 ? 'line' : 'fill');
    svg.append(path);
  });
  return svg;
}
