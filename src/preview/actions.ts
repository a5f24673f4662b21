/**
 * Everything that can be done in a preview: by a tool button, a key in the page, or a command
 * `makistry.preview.<action>`.
 */
export const actions = {
  fit: 'f',
  viewIsometric: '0',
  viewFront: '1',
  viewBack: '2',
  viewLeft: '3',
  viewRight: '4',
  viewTop: '5',
  viewBottom: '6',
  toggleProjection: 'p',
  showShaded: 'e',
  showWireframe: 'w',
  showTransparent: 't',
  toggleSection: 's',
  toggleExplode: 'x',
  measureDistance: 'm',
  toggleUnits: 'u',
  toggleGrid: 'g',
  toggleFacts: 'i',
  clearPicks: 'Escape',
  savePicture: '',
  saveTransparentPicture: '',
  copyPicture: '',
  copyFacts: 'c',
  download: '',
  revealFile: '',
  saveAs: '',
  openIn: '',
  saveToThisComputer: '',
  reopenWith: '',
  showPrompt: '',
  refinePrompt: '',
} as const;

export type PreviewAction = keyof typeof actions;

/** Those that the extension does; the page does the others. */
export const hostActions = [
  'download',
  'revealFile',
  'openIn',
  'saveToThisComputer',
  'reopenWith',
  'refinePrompt',
] as const;
export type HostAction = (typeof hostActions)[number];

export function isHostAction(action: PreviewAction): action is HostAction {
  return hostActions.some((each) => each === action);
}

export function isPreviewAction(value: unknown): value is PreviewAction {
  return typeof value === 'string' && Object.hasOwn(actions, value);
}
