// The bundle that is loaded when the first model is opened.
export { PreviewEditor } from './editor';
export { jobOf } from './jobOf';
