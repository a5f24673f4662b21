import type { CommandContext } from './context';
import { removeApiKey, setApiKey, switchApiKey } from './keys/apiKey';
import { copyDiagnostics } from './diagnostics/diagnostics';
import { downloadJobs, downloadJobsAs, revealJobFile } from './download/download';
import { saveModelAs } from './export/saveModelAs';
import { clearJobFilter, filterJobs } from './jobs/filter';
import { onceSettled } from './walkthrough/fromWalkthrough';
import { generateFromPrompt, generateFromSelection } from './generate/generate';
import { generateFromBlock } from './generate/generateFromBlock';
import { generateFromImages } from './generate/generateFromImages';
import type { CommandId } from './ids';
import { compareModels } from './compare/compareModels';
import { checkModel } from './jobs/checkModel';
import { copyJobId, copyPrompt } from './jobs/copy';
import { refreshJobs } from './jobs/refresh';
import { openDashboard, tryWithoutAccount } from './keys/account';
import { loadMoreJobs } from './jobs/loadMore';
import { showJob, showUsage } from './jobs/showPages';
import { previewJob } from './jobs/showPreview';
import { generateFromDraft, refineJob } from './generate/refine';
import { readWithModel } from './generate/readWithModel';
import { regenerateJob } from './generate/regenerate';
import { revealSource } from './jobs/revealSource';
import { writePrompt } from './jobs/writePrompt';
import { stopFollowing } from './jobs/stopFollowing';
import { openWalkthrough } from './walkthrough/openWalkthrough';
import { openModelIn } from './programs/openIn';
import { removeSigningSecret, rotateSigningSecret, setSigningSecret, testWebhook } from './webhooks/webhook';

/** What runs for a command: its arguments are whatever VS Code, a menu or a link passes. */
type Command = (context: CommandContext, ...args: readonly unknown[]) => unknown;

/** What each command does. */
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
  'makistry.readWithModel': readWithModel,
  'makistry.generateFromBlock': generateFromBlock,
  'makistry.generateFromDraft': generateFromDraft,
  'makistry.previewJob': onceSettled(previewJob),
  'makistry.checkModel': checkModel,
  'makistry.saveModelAs': saveModelAs,
  'makistry.openModelIn': openModelIn,
  'makistry.compareModels': compareModels,
  'makistry.copyJobId': copyJobId,
  'makistry.copyPrompt': copyPrompt,
  'makistry.revealSource': revealSource,
  'makistry.writePrompt': writePrompt,
  'makistry.showJob': showJob,
  'makistry.showUsage': showUsage,
  'makistry.openDashboard': openDashboard,
  'makistry.showLog': ({ log }) => log.show(),
  'makistry.copyDiagnostics': copyDiagnostics,
  'makistry.openWalkthrough': openWalkthrough,
};
