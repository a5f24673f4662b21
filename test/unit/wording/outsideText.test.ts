import assert from 'node:assert/strict';
import { plainLabel } from '../../../src/wording/outsideText.js';

describe('Text from outside in a label', () => {
  it('has no icons, whatever it says: $(name) is shown as it is', () => {
    assert.equal(
      plainLabel('A $(flame) plate of $5, $(sync~spin)$(x)'),
      'A \\$(flame) plate of $5, \\$(sync~spin)\\$(x)',
    );
    assert.equal(plainLabel('A plate'), 'A plate');
  });
});
