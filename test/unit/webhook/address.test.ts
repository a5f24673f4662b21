import assert from 'node:assert/strict';
import { addressProblem } from '../../../src/webhook/address.js';

describe('The address of webhooks', () => {
  it('is https, and one that the service can reach', () => {
    for (const address of [
      'https://example.com',
      'https://a-8080.app.github.dev/makistry/x',
      'https://example.com:8443/path',
      'https://203.0.113.7',
      'https://[2001:db8::7]/x',
      'https://172.32.0.1',
      'https://xn--bcher-kva.example',
    ]) {
      assert.equal(addressProblem(address), undefined, address);
    }
  });

  it('is never plain http', () => {
    for (const address of ['http://example.com', 'HTTP://example.com', 'http://127.0.0.1:8080'])
      assert.equal(addressProblem(address), 'notHttps', address);
  });

  it('is never this machine’s own or a private network’s, in whichever way it is written', () => {
    const own = [
      'localhost',
      'LOCALHOST',
      'localhost.',
      'a.localhost',
      '127.0.0.1',
      '127.1',
      '2130706433',
      '0x7f000001',
      '0177.0.0.1',
      '127.255.255.254',
      '0.0.0.0',
      '[::1]',
      '[::]',
      '[::ffff:127.0.0.1]',
      '[::ffff:7f00:1]',
      '１２７.０.０.１',
    ];
    const ofNetwork = [
      '10.0.0.1',
      '172.16.0.1',
      '172.31.255.255',
      '192.168.1.1',
      '169.254.169.254',
      '100.64.0.1',
      '[fd00::1]',
      '[fe80::1]',
      '[::ffff:192.168.1.1]',
      'printer',
      'printer.local',
      'db.internal',
      'nas.home.arpa',
      '255.255.255.255',
    ];
    for (const host of [...own, ...ofNetwork]) assert.equal(addressProblem(`https://${host}/x`), 'notPublic', host);
  });

  it('is nothing else', () => {
    for (const address of [
      '',
      'example.com',
      '/path',
      'ftp://example.com',
      'javascript:alert(1)',
      'https://user:pass@example.com',
      'https://user@example.com',
      'https://example.com/?a=1',
      'https://example.com/#a',
      'https://',
    ]) {
      assert.equal(addressProblem(address), 'notAnAddress', address);
    }
  });
});
