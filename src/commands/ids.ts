/** Every command that package.json contributes, without those of the preview's page. */
export const commandIds = [
  'makistry.generateFromSelection',
  'makistry.generateFromPrompt',
  'makistry.setApiKey',
  'makistry.removeApiKey',
  'makistry.switchApiKey',
  'makistry.setSigningSecret',
  'makistry.rotateSigningSecret',
  'makistry.removeSigningSecret',
  'makistry.testWebhook',
  'makistry.useLocalService',
  'makistry.refreshJobs',
  'makistry.downloadJob',
  'makistry.downloadJobAs',
  'makistry.revealFile',
  'makistry.regenerateJob',
  'makistry.previewJob',
  'makistry.copyJobId',
  'makistry.copyPrompt',
  'makistry.revealSource',
  'makistry.openDashboard',
  'makistry.showLog',
  'makistry.copyDiagnostics',
  'makistry.openWalkthrough',
] as const;

export type CommandId = (typeof commandIds)[number];
