// What a download needs: a bundle of its own (dist/download.js), loaded with the first download. Only types come from
// here into the extension's bundle.
export { BufferedFolder } from './bufferedFolder';
export { deliver } from './deliver';
export { download, saveReceived } from './download';
export { FreshJobs } from './freshJobs';
export { Limiter } from './limiter';
export { openLocalFolder } from './localFolder';
export { BatchMeter } from './meter';
export { cutAtGrapheme, extensionOf, fileNameFor } from './naming';
export { PartJournal } from './partJournal';
export { PreviewShelf, withFile } from './previewShelf';
export { ContentChecks } from '../models/check/contentChecks';
