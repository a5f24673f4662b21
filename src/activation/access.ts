import { randomUUID } from 'node:crypto';
import * as path from 'node:path';
import { thisProcess } from '../base/owner';
import { ApiKeyStore } from '../host/apiKeyStore';
import { LocalServiceStarter } from '../host/localService';
import { ConfiguredServices, hostFetch, localAccount } from '../host/services';
import { settings } from '../host/settings';
import { Budgets } from '../jobs/follow/budgets';
import type { Basis } from './basis';
import type { Storage } from './storage';

/** What requests are sent with: the keys, the services that they are for, and how many requests are left. */
export interface Access {
  readonly keys: ApiKeyStore;
  readonly local: LocalServiceStarter;
  readonly budgets: Budgets;
  readonly services: ConfiguredServices;
}

export function makeAccess({ extension, own, storage, clock, log }: Basis, { openLog }: Storage): Access {
  const keys = new ApiKeyStore(extension.secrets, process.env);
  const local = own(new LocalServiceStarter(path.join(extension.extensionPath, 'dist'), storage, log, hostFetch));
  const budgets = own(
    new Budgets({
      folder: storage,
      openLog,
      clock,
      log,
      limits: settings.requestLimits,
      newId: randomUUID,
      isLimited: (account) => account !== localAccount,
      owner: thisProcess,
    }),
  );
  return { keys, local, budgets, services: new ConfiguredServices(keys, local, budgets, clock) };
}
