import { describeError, isCancellation, showError } from '../ui/errorSentence';
import { announceJobs } from '../ui/notifications';
import { SigningSecretStore } from '../vscode/signingSecrets';
import type { CommandContext } from './context';
import { removeApiKey, setApiKey, switchApiKey } from './apiKey';
import { copyDiagnostics } from './diagnostics';
import { AutoDownload } from '../download/autoDownload';
import { Claims } from '../download/claims';
import { downloadJobs, downloadJobsAs, downloadQuietly, revealJobFile, saveJob } from './download';
import { draggedFile } from './drag';
import { tellOfKey } from './environmentKey';
import { clearJobFilter, filterJobs } from './filter';
import { onceSettled } from './fromWalkthrough';
import { generateFromPrompt, generateFromSelection } from './generate';
import { generateFromBlock } from './generateFromBlock';
import { generateFromImages } from './generateFromImages';
import type { CommandId } from './ids';
import { copyJobId, copyPrompt, openDashboard, refreshJobs, tryWithoutAccount } from './jobs';
import { loadMoreJobs } from './loadMore';
import { showJob, showUsage } from './pages';
import { previewJob } from './preview';
import { generateFromDraft, refineJob } from './refine';
import { regenerateJob } from './regenerate';
import { revealSource } from './revealSource';
import { stopFollowing } from './stopFollowing';
import { applyImagePaste, imagePasteEdits } from './pastedImages';
import { openWebhooks } from './receiving';
import { openWalkthrough } from './walkthrough';
import { removeSigningSecret, rotateSigningSecret, setSigningSecret, testWebhook } from './webhook';

// All of this is in a bundle of its own, which is loaded with the first command.
export {
  AutoDownload,
  Claims,
  SigningSecretStore,
  announceJobs,
  applyImagePaste,
  describeError,
  downloadQuietly,
  draggedFile,
  imagePasteEdits,
  isCancellation,
  openWebhooks,
  saveJob,
  showError,
  tellOfKey,
};

type Command = (context: CommandContext, ...args: readonly unknown[]) => unknown;

export const commands: Readonly<Record<CommandId, Command>> = {
  'makistry.generateFromSelection': generateFromSelection,
  'makistry.generateFromPrompt': onceSettled(generateFromPrompt),
  'makistry.generateFromImages': generateFromImages,
  'makistry.setApiKey': onceSettled(setApiKey),
  'makistry.removeApiKey': removeApiKey,
  'makistry.switchApiKey': switchApiKey,
  'makistry.setSigningSecret': setSigningSecret,
  'makistry.rotateSigningSecret': rotateSigningSecret,
  'makistry.removeSigningSecret': removeSigningSecret,
  'makistry.testWebhook': testWebhook,
  'makistry.useLocalService': tryWithoutAccount,
  'makistry.refreshJobs': refreshJobs,
  'makistry.filterJobs': filterJobs,
  'makistry.clearJobFilter': clearJobFilter,
  'makistry.loadMoreJobs': loadMoreJobs,
  'makistry.downloadJob': downloadJobs,
  'makistry.downloadJobAs': downloadJobsAs,
  'makistry.revealFile': revealJobFile,
  'makistry.regenerateJob': regenerateJob,
  'makistry.stopFollowing': stopFollowing,
  'makistry.refineJob': refineJob,
  'makistry.generateFromBlock': generateFromBlock,
  'makistry.generateFromDraft': generateFromDraft,
  'makistry.previewJob': onceSettled(previewJob),
  'makistry.copyJobId': copyJobId,
  'makistry.copyPrompt': copyPrompt,
  'makistry.revealSource': revealSource,
  'makistry.showJob': showJob,
  'makistry.showUsage': showUsage,
  'makistry.openDashboard': openDashboard,
  'makistry.showLog': ({ log }) => log.show(),
  'makistry.copyDiagnostics': copyDiagnostics,
  'makistry.openWalkthrough': openWalkthrough,
};
