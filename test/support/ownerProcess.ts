// Tells its parent who it is, and stays until it is killed or its parent ends.
import { thisProcess } from '../../src/base/owner.js';

// Whoever listens is kept alive by the channel.
process.on('message', () => undefined);
void thisProcess().then((owner) => process.send?.(owner));
