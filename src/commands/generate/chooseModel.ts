import * as vscode from 'vscode';
import { lazy } from '../../base/lazy';
import { withoutSlash } from '../../base/trimmedEnd';
import { ModelKey, originOf } from '../../host/modelKey';
import type { LanguageModel } from '../../host/modelReading';
import { hostFetch } from '../../host/services';
import { settings } from '../../host/settings';
import { inform } from '../../host/showMessage';
import { offer } from '../../notify/showError';
import { plainLabel } from '../../wording/outsideText';
import { settingsRemedy } from '../../wording/remedies';
import type { ModelContext } from '../context';
import { back, inSteps } from '../steps';

export const loadModelReading = lazy(() => import('../../host/modelReading'));

/** Which of the editor's models the user has chosen, in the state that all workspaces share. */
const chosenState = 'makistry.languageModel';

/** A model that can be asked, and where it is. Nothing has been sent to it. */
export interface ChosenModel {
  /** For people. */
  readonly name: string;
  /** @throws ModelError; the signal's reason */
  readonly connect: (signal: AbortSignal) => Promise<LanguageModel>;
  /** The user's own address, if it is that. */
  readonly address?: string;
}

/**
 * The user's own address, else the editor's model that the user has chosen; the user is asked which if that isn't known
 * or the model is gone.
 * @param again asks in any case
 * @returns undefined when there is none, which is told, or the user leaves
 */
export async function chooseModel(context: ModelContext, again = false): Promise<ChosenModel | undefined> {
  const address = settings.builtInModelAddress();
  return address === '' ? chooseEditorModel(context, again) : modelAtAddress(context, address);
}

function modelAtAddress({ extension }: ModelContext, address: string): ChosenModel {
  const model = settings.builtInModelName();
  return {
    name: model === '' ? (originOf(address) ?? address) : model,
    address,
    connect: async (signal) => {
      const key = await new ModelKey(extension.secrets).of(address);
      const { modelOf } = await loadModelReading();
      return modelOf(
        { address: withoutSlash(address), model: model === '' ? undefined : model, key },
        hostFetch,
        signal,
      );
    },
  };
}

async function chooseEditorModel({ state }: ModelContext, again: boolean): Promise<ChosenModel | undefined> {
  const { t } = vscode.l10n;
  const models = await editorModels();
  if (models.length === 0) {
    const none = t(
      'This editor offers no language model. Install an extension that has one, or set the address of your own in makistry.builtIn.modelAddress.',
    );
    void offer([settingsRemedy('makistry.builtIn.modelAddress')], (labels) => inform(none, ...labels));
    return undefined;
  }
  const remembered = models.find((model) => identityOf(model) === state.get(chosenState));
  const chosen = remembered && !again ? remembered : await askModel(models, remembered);
  if (!chosen) return undefined;
  await state.update(chosenState, identityOf(chosen));
  return { name: chosen.name, connect: async () => (await loadModelReading()).editorModel(chosen) };
}

/** Some editors that are made from VS Code have no language models. */
async function editorModels(): Promise<readonly vscode.LanguageModelChat[]> {
  const lm = vscode.lm as Partial<typeof vscode.lm> | undefined;
  return (await lm?.selectChatModels?.()) ?? [];
}

function identityOf({ vendor, id }: vscode.LanguageModelChat): string {
  return `${vendor}/${id}`;
}

async function askModel(
  models: readonly vscode.LanguageModelChat[],
  preselected: vscode.LanguageModelChat | undefined,
): Promise<vscode.LanguageModelChat | undefined> {
  const choices = models.map((model) => ({
    label: plainLabel(model.name),
    description: plainLabel(model.vendor),
    value: model,
  }));
  const title = vscode.l10n.t('Which language model reads your prompts?');
  const chosen = await inSteps((steps) => steps.choice({ title, choices, ...(preselected && { preselected }) }));
  return chosen === back ? undefined : chosen;
}
