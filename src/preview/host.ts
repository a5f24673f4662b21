// The bundle that is loaded when the first model is opened.
export { ComparePanels } from './compare/comparePanels';
export { PreviewEditor } from './editor';
export { jobOf } from './jobOf';
