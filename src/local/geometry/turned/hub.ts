import type { Feature } from '../../../kernel/specification';
import { checkLengths } from '../family';
import { type Assume, impossible, mm } from '../refusal';
import { bore as boreCut, cylinder } from '../solids';
import { hubKeyway, type HubKeywaySizes } from './hubKeyway';

/** What pulleys and gears have in their middle. */
export interface HubSizes {
  readonly bore?: number;
  readonly hubDiameter?: number;
  /** Over all, with the rim. */
  readonly hubLength?: number;
  /** In the bore; an empty one is the standard's. */
  readonly keyway?: HubKeywaySizes;
}

/** A hub on the upper side of a rim that stands on Z = 0, with its bore and keyway. */
export function hub(
  { bore, hubDiameter, hubLength, keyway }: HubSizes,
  rim: { readonly width: number; readonly solidDiameter: number },
  assume: Assume,
): { features: Feature[]; said: string[] } {
  checkLengths({ bore, 'hub diameter': hubDiameter, 'hub length': hubLength });
  const features: Feature[] = [];
  const said: string[] = [];
  let height = rim.width;
  let room = rim.solidDiameter;
  if (hubDiameter !== undefined) {
    height = hubLength ?? 1.5 * rim.width;
    if (hubLength === undefined) assume(`The hub is ${mm(height)} long over all.`);
    if (height <= rim.width) impossible(`A hub of ${mm(height)} does not stand out of a width of ${mm(rim.width)}.`);
    if (hubDiameter >= rim.solidDiameter)
      impossible(`A hub of ${mm(hubDiameter)} is larger than the body of ${mm(rim.solidDiameter)} it stands on.`);
    room = hubDiameter;
    features.push(cylinder('add', 'hub', hubDiameter, height - rim.width, rim.width));
    said.push(`Hub of ${mm(hubDiameter)}`);
  } else if (hubLength !== undefined) {
    impossible(`A hub of ${mm(hubLength)} length needs a diameter.`);
  }
  if (bore !== undefined) {
    if (bore >= room) impossible(`A bore of ${mm(bore)} leaves nothing of a body of ${mm(room)}.`);
    features.push(boreCut(bore, height));
    said.push(`Bore of ${mm(bore)}`);
  }
  if (keyway !== undefined) {
    if (bore === undefined) impossible('A keyway in a hub needs a bore.');
    features.push(hubKeyway(keyway, { bore, height, outerDiameter: room }, assume));
    said.push('Keyway');
  }
  return { features, said };
}
