// The bundle of the commands, loaded with the first one that is run: what the rest of the extension uses of it.
export { AutoDownload } from '../download/autoDownload';
export { Claims } from '../download/claims';
export { SigningSecretStore } from '../host/signingSecrets';
export { announceJobs } from '../notify/notifications';
export { isCancellation, showError } from '../notify/showError';
export { describeError } from '../wording/errorSentence';
export { downloadQuietly, saveJob } from './download/download';
export { applyImagePaste, imagePasteEdits } from './generate/pastedImages';
export { draggedFile } from './jobs/drag';
export { tellOfKey } from './keys/environmentKey';
export { commands } from './table';
export { readAtOnce } from './generate/readAtOnce';
export { openWebhooks } from './webhooks/receiving';
