import assert from 'node:assert/strict';
import { isLoopbackHost, isSpecialAddress } from '../../../src/base/networks.js';
import { checkedAddress, type AddressRules } from '../../../src/download/address.js';
import { ManualClock } from '../../support/manualClock.js';

describe('The address of a file', () => {
  const never = new AbortController().signal;
  const rules = (addresses: readonly string[] = ['93.184.216.34'], apiIsOnLoopback = false): AddressRules => ({
    apiIsOnLoopback,
    lookup: () => Promise.resolve(addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))),
    clock: new ManualClock(),
  });
  const refused = { name: 'DownloadError', failure: 'refused_address' };

  it('may be https on the internet', async () =>
    assert.equal((await checkedAddress('https://storage.example/x?y', rules(), never)).host, 'storage.example'));
  for (const url of [
    'http://storage.example/x',
    'ftp://storage.example/x',
    'file:///etc/passwd',
    'data:text/plain,x',
    'not an address',
    '',
    'https://',
    'https://user:password@storage.example/',
  ]) {
    it(`may not be ${JSON.stringify(url)}`, () => assert.rejects(checkedAddress(url, rules(), never), refused));
  }

  const insideHosts = [
    '127.0.0.1',
    '127.1',
    '2130706433',
    '0x7f000001',
    '0177.0.0.1',
    '0',
    'localhost',
    'LOCALHOST',
    'localhost.',
    'a.localhost',
    '10.1.2.3',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '2852039166',
    '0xA9FEA9FE',
    '100.64.0.1',
    '0.0.0.0',
    '255.255.255.255',
    '224.0.0.1',
    '192.0.0.1',
    '[::1]',
    '[::]',
    '[::ffff:127.0.0.1]',
    '[::ffff:a9fe:a9fe]',
    '[::127.0.0.1]',
    '[fe80::1]',
    '[fec0::1]',
    '[fc00::1]',
    '[fd12:3456::1]',
    '[ff02::1]',
    '[64:ff9b::10.0.0.1]',
    '[2002:a00:1::]',
    '[64:ff9b:1::1]',
  ];
  for (const host of insideHosts) {
    it(`may not lead into the user's own network: ${host}`, () =>
      assert.rejects(checkedAddress(`https://${host}/x`, rules(), never), { ...refused, message: /own network/ }));
  }
  for (const host of [
    '8.8.8.8',
    '172.32.0.1',
    '198.18.0.1',
    '[2606:4700::1111]',
    '[64:ff9b::8.8.8.8]',
    '[2002:808:808::]',
  ]) {
    it(`may be on the internet without a name: ${host}`, () => checkedAddress(`https://${host}/x`, rules(), never));
  }

  for (const address of ['10.0.0.1', '127.0.0.1', '::1', 'fe80::1%eth0', '::ffff:192.168.0.1']) {
    it(`may not be a name that leads to ${address}, be it beside another one`, () =>
      assert.rejects(checkedAddress('https://storage.example/', rules(['93.184.216.34', address]), never), refused));
  }
  it('is not refused where names can’t be looked up here, as behind a proxy', async () => {
    await checkedAddress(
      'https://storage.example/',
      { ...rules(), lookup: () => Promise.reject(new Error('ENOTFOUND')) },
      never,
    );
  });
  it('does not wait longer than 5 s for the look-up', async () => {
    const clock = new ManualClock();
    const checked = checkedAddress(
      'https://storage.example/',
      { ...rules(), clock, lookup: () => new Promise(() => undefined) },
      never,
    );
    clock.advance(5000);
    await checked;
    assert.equal(clock.pending, 0);
  });

  it('may be http on loopback when the API is there, and anywhere by https', async () => {
    const local = rules([], true);
    await checkedAddress('http://127.0.0.1:1234/x', local, never);
    await checkedAddress('http://[::1]:1234/x', local, never);
    await assert.rejects(checkedAddress('http://127.0.0.1:1234/x', rules(), never), refused);
    await assert.rejects(checkedAddress('http://10.0.0.1/x', local, never), refused);
    await assert.rejects(checkedAddress('/x', local, never, new URL('ftp://127.0.0.1')), refused);
  });
  it('never goes from https down to http', () =>
    assert.rejects(
      checkedAddress('http://127.0.0.1/x', rules([], true), never, new URL('https://storage.example/')),
      refused,
    ));

  it('knows the hosts of this machine', () =>
    assert.deepEqual(['localhost', '127.0.0.1', '[::1]', 'example.com'].map(isLoopbackHost), [
      true,
      true,
      true,
      false,
    ]));
  it('knows addresses in their long forms', () =>
    assert.deepEqual(
      ['0:0:0:0:0:ffff:7f00:1', '2001:db8:0:0:0:0:0:1', '2606:4700:0:0:0:0:0:1111'].map(isSpecialAddress),
      [true, true, false],
    ));
});
